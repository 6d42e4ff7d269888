package dev.warder.audit;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// All finished lines of a journal in the order of its files, whatever they say.
final class Walk implements Closeable {
  /// @param number of the line in its segment, from 1
  /// @param seq the number that it gives itself, or -1
  /// @param fits whether it names the line before it
  record Line(byte[] leaf, String segment, long number, long seq, boolean fits) {}

  private final List<Segment> segments;
  private final Sha256 sha = new Sha256();
  private byte[] prev;
  private int segment = -1;
  private long number;
  private @Nullable Lines lines;

  Walk(Path journal) throws IOException {
    this(Holdings.of(journal));
  }

  Walk(Holdings holdings) {
    segments = holdings.segments();
    prev = holdings.retired().prev();
  }

  /// Absent behind the last.
  @Nullable Line next() throws IOException {
    while (true) {
      Lines now = lines;
      if (now != null && now.next()) {
        return line(now);
      }
      if (segment + 1 >= segments.size()) {
        return null;
      }
      close();
      segment++;
      number = 0;
      try {
        lines = segments.get(segment).lines(0);
      } catch (EOFException | ZipException e) {
        // cannot be unpacked at all: nothing in it is a line
      }
    }
  }

  private Line line(Lines now) {
    byte[] buffer = now.buffer();
    int from = now.from();
    int length = now.length();
    number++;
    boolean fits = Link.endsWith(buffer, from, length, Link.to(prev));
    Sha256.OfLine hashes = sha.line(buffer, from, length);
    prev = hashes.plain();
    long seq = Link.seq(buffer, from, length);
    return new Line(hashes.leaf(), segments.get(segment).name(), number, seq, fits);
  }

  @Override
  public void close() throws IOException {
    Lines now = lines;
    lines = null;
    if (now != null) {
      now.close();
    }
  }
}
