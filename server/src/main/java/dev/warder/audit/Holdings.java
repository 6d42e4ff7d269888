package dev.warder.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What a journal has: its segments in order, and what stands for those that retention removed.
record Holdings(List<Segment> segments, Retired retired) {

  Holdings {
    segments = List.copyOf(segments);
  }

  /// Looks at the files first: what is removed meanwhile is then known to be.
  ///
  /// @throws IllegalArgumentException where `journal/retired` does not say what it should
  static Holdings of(Path journal) throws IOException {
    List<Segment> all = Segment.list(journal);
    Retired retired = Retired.read(journal);
    return new Holdings(all.stream().filter(s -> s.first() >= retired.size()).toList(), retired);
  }
}
