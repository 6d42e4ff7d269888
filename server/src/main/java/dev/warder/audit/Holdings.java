package dev.warder.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a journal has: its segments in order, and what stands for those that retention removed.
record Holdings(List<Segment> segments, Retired retired) {

  Holdings {
    segments = List.copyOf(segments);
  }

  /// Looks at the files first: what is removed meanwhile is then known to be.
  ///
  /// @throws IllegalArgumentException where `journal/retired` does not say what it should
  static Holdings of(Path journal) throws IOException {
    return new Look(journal).now();
  }

  /// For who looks again and again: `journal/retired`, which grows with all that ever was, is read
  /// where it changed. For one thread.
  static final class Look {
    private final Path journal;
    private @Nullable Object read;
    private Retired retired = Retired.NOTHING;

    Look(Path journal) {
      this.journal = journal;
    }

    Holdings now() throws IOException {
      List<Segment> all = Segment.list(journal);
      Object version = version();
      if (version == null || !version.equals(read)) {
        retired = Retired.read(journal);
        read = version;
      }
      return new Holdings(all.stream().filter(s -> s.first() >= retired.size()).toList(), retired);
    }

    /// It is never written in place: another file has another size or key.
    private @Nullable Object version() throws IOException {
      try {
        BasicFileAttributes file =
            Files.readAttributes(journal.resolve(Retired.NAME), BasicFileAttributes.class);
        return List.of(file.size(), file.lastModifiedTime(), String.valueOf(file.fileKey()));
      } catch (NoSuchFileException e) {
        return null;
      }
    }
  }
}
