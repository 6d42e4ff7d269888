package dev.warder.replay.events;

import dev.warder.model.Fault;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A log file, compressed or not, line by line.
final class CallLog {
  private static final int LONGEST_LINE = 1 << 20;
  private static final int REPORT_EVERY = 1 << 20;

  /// Takes one line; what it throws is told with the file's name and the line's number.
  interface LineTaker {
    void take(String line);
  }

  private CallLog() {}

  static void lines(Path file, LongConsumer progress, LineTaker taker) throws IOException {
    try (InputStream in = open(file, progress)) {
      lines(file.getFileName() + "", in, taker);
    }
  }

  /// @param name for messages
  static void lines(String name, InputStream in, LineTaker taker) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    long number = 0;
    for (String line = line(reader); line != null; line = line(reader)) {
      number++;
      try {
        if (line.length() > LONGEST_LINE) {
          throw new Fault.Invalid("the line is longer than a million characters");
        }
        if (!line.isBlank()) {
          taker.take(number == 1 && line.charAt(0) == '\uFEFF' ? line.substring(1) : line);
        }
      } catch (Fault.Invalid e) {
        throw new Fault.Invalid(name + ", line " + number + ": " + e.publicText(), e);
      }
    }
  }

  /// At most one character more than may be read.
  private static @Nullable String line(BufferedReader reader) throws IOException {
    StringBuilder line = new StringBuilder(256);
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n' && line.length() <= LONGEST_LINE) {
      line.append((char) c);
      c = reader.read();
    }
    int length = line.length();
    return length > 0 && line.charAt(length - 1) == '\r'
        ? line.substring(0, length - 1)
        : line.toString();
  }

  /// Unpacks what ends in `.gz` or `.tgz`.
  static InputStream open(Path file, LongConsumer progress) throws IOException {
    InputStream in = new Counting(Files.newInputStream(file), progress);
    String name = file.getFileName().toString();
    boolean packed = name.endsWith(".gz") || name.endsWith(".tgz");
    return packed ? new GZIPInputStream(in, 1 << 16) : new BufferedInputStream(in, 1 << 16);
  }

  /// In order of time; calls of one moment stay in the file's order.
  static List<Call> ordered(List<Call> calls) {
    for (int i = 1; i < calls.size(); i++) {
      if (calls.get(i).time() < calls.get(i - 1).time()) {
        calls.sort(Comparator.comparingLong(Call::time));
        return calls;
      }
    }
    return calls;
  }

  /// Tells how far it was read.
  private static final class Counting extends FilterInputStream {
    private final LongConsumer progress;
    private long read;
    private long told;

    Counting(InputStream in, LongConsumer progress) {
      super(in);
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      count(Math.max(0, count));
      return count;
    }

    private void count(int bytes) {
      read += bytes;
      if (read - told >= REPORT_EVERY) {
        told = read;
        progress.accept(read);
      }
    }
  }
}
