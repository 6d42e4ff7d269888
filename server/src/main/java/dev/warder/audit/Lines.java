package dev.warder.audit;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/// Reads the finished lines of a segment one by one. What follows the last newline is no line.
final class Lines implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int LONGEST = 4 * Encoder.LONGEST;

  private final InputStream in;
  private byte[] buffer = new byte[BUFFER];
  private int from;
  private int length;
  private int end;
  private long offset;
  private boolean damaged;

  Lines(InputStream in, long offset) {
    this.in = in;
    this.offset = offset;
  }

  /// None of what is there can be unpacked.
  static Lines unreadable() {
    Lines lines = new Lines(InputStream.nullInputStream(), 0);
    lines.damaged = true;
    return lines;
  }

  /// Goes to the next line; false where there is none.
  boolean next() throws IOException {
    if (length >= 0 && from + length < end && buffer[from + length] == '\n') {
      offset += length + 1;
      from += length + 1;
    }
    length = 0;
    while (true) {
      while (from + length < end) {
        if (buffer[from + length] == '\n') {
          return true;
        }
        length++;
      }
      if (!fill()) {
        return false;
      }
    }
  }

  private boolean fill() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, end - from);
      end -= from;
      from = 0;
    }
    if (end == buffer.length) {
      if (end >= LONGEST) {
        throw new IOException("a line is longer than any record");
      }
      buffer = Arrays.copyOf(buffer, end * 2);
    }
    int read;
    try {
      read = in.read(buffer, end, buffer.length - end);
    } catch (EOFException | ZipException e) {
      damaged = true;
      return false;
    }
    end += Math.max(read, 0);
    return read > 0;
  }

  /// Where the line begins in its segment; after the last line, where that ended.
  long offset() {
    return offset;
  }

  /// The line's bytes stand in this array from `from()` on; good until `next`.
  byte[] buffer() {
    return buffer;
  }

  int from() {
    return from;
  }

  int length() {
    return length;
  }

  byte[] copy() {
    return Arrays.copyOfRange(buffer, from, from + length);
  }

  /// After the last line: how many bytes follow it.
  int unfinished() {
    return end - from;
  }

  /// After the last line: whether what follows could not be unpacked.
  boolean damaged() {
    return damaged;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
