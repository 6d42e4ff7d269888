package dev.warder.audit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/// One file of the journal: the records from `first` on, up to where the next segment begins.
record Segment(long first, Path file) {
  private static final String PLAIN = ".jsonl";
  private static final String PACKED = ".jsonl.gz";

  static Segment in(Path journal, long first) {
    return new Segment(first, journal.resolve(String.format(Locale.ROOT, "%020d" + PLAIN, first)));
  }

  /// All segments in order; where one is there both plain and packed, the plain one.
  static List<Segment> list(Path journal) throws IOException {
    List<Segment> segments = new ArrayList<>();
    try (Stream<Path> files = Files.list(journal)) {
      files.forEach(file -> {
        String name = file.getFileName().toString();
        if (name.matches("[0-9]{20}\\.jsonl(\\.gz)?") && name.charAt(0) == '0') {
          segments.add(new Segment(Long.parseLong(name.substring(0, 20)), file));
        }
      });
    }
    segments.sort(Comparator.comparingLong(Segment::first).thenComparing(s -> s.file.toString()));
    List<Segment> distinct = new ArrayList<>();
    for (Segment segment : segments) {
      if (distinct.isEmpty() || distinct.getLast().first != segment.first) {
        distinct.add(segment);
      }
    }
    return distinct;
  }

  /// Which of `segments`, by position, holds record `seq`; -1 where it is older than all.
  static int holding(List<Segment> segments, long seq) {
    int at = segments.size() - 1;
    while (at >= 0 && segments.get(at).first > seq) {
      at--;
    }
    return at;
  }

  String name() {
    return file.getFileName().toString();
  }

  boolean isPacked() {
    return name().endsWith(PACKED);
  }

  /// Beside it, whether it is packed or not.
  Path index() {
    return file.resolveSibling(String.format(Locale.ROOT, "%020d" + IndexFile.SUFFIX, first));
  }

  /// Packed, the segment has another file: whoever knows it by its old one reads that.
  Segment packed() {
    return isPacked() ? this : new Segment(first, file.resolveSibling(name() + ".gz"));
  }

  Lines lines(long offset) throws IOException {
    if (isPacked()) {
      return packedLines(offset);
    }
    InputStream in;
    try {
      in = Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      return packed().lines(offset);
    }
    try {
      in.skipNBytes(offset);
      return new Lines(in, offset);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private Lines packedLines(long offset) throws IOException {
    try {
      return new Lines(Packing.open(file, offset), offset);
    } catch (EOFException | ZipException e) {
      if (offset > 0) {
        throw e;
      }
      return Lines.unreadable(); // its first bytes are bad already
    }
  }
}
