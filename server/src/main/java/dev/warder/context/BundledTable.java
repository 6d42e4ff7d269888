package dev.warder.context;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.zip.GZIPInputStream;

/// A table of named ranges that the jar carries, in the format that `scripts/MakeIntel.java` writes
/// and describes. It is part of the program: damage is a fault of the build, not of input.
///
/// @param date of the data itself
record BundledTable(LocalDate date, Names names, Ranges ranges) {
  private static final int MAGIC = 0x57524452; // "WRDR"
  private static final int VERSION = 1;

  static BundledTable read(String resource) {
    ByteBuffer in = ByteBuffer.wrap(inflated(resource));
    if (in.getInt() != MAGIC || in.get() != VERSION) {
      throw new IllegalStateException(resource + " is not a table of this version");
    }
    LocalDate date = LocalDate.ofEpochDay(in.getInt());
    Names names = names(in);
    Ranges.V4 v4 = v4(in);
    return new BundledTable(date, names, new Ranges(v4, v6(in)));
  }

  private static byte[] inflated(String resource) {
    try (InputStream file = BundledTable.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException(resource + " is not in the jar");
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 22);
      try (GZIPInputStream gzip = new GZIPInputStream(file, 1 << 16)) {
        gzip.transferTo(bytes);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  private static Names names(ByteBuffer in) {
    int count = (int) leb128(in);
    long[] keys = new long[count];
    int[] ends = new int[count];
    ByteArrayOutputStream text = new ByteArrayOutputStream(count * 24);
    long key = 0;
    for (int i = 0; i < count; i++) {
      key += leb128(in);
      keys[i] = key;
      byte[] name = new byte[(int) leb128(in)];
      in.get(name);
      text.writeBytes(name);
      ends[i] = text.size();
    }
    return new Names(keys, ends, text.toByteArray());
  }

  private static Ranges.V4 v4(ByteBuffer in) {
    int count = (int) leb128(in);
    int[] from = new int[count];
    int[] to = new int[count];
    for (int i = 0; i < count; i++) {
      from[i] = (int) leb128(in); // the gap, until the lengths are known
    }
    int next = 0;
    for (int i = 0; i < count; i++) {
      from[i] += next;
      to[i] = from[i] + (int) leb128(in);
      next = to[i] + 1;
    }
    return new Ranges.V4(from, to, values(in, count));
  }

  private static Ranges.V6 v6(ByteBuffer in) {
    int count = (int) leb128(in);
    long[] from = new long[count];
    long[] to = new long[count];
    for (int i = 0; i < count; i++) {
      from[i] = leb128(in);
    }
    long next = 0;
    for (int i = 0; i < count; i++) {
      from[i] += next;
      to[i] = from[i] + leb128(in);
      next = to[i] + 1;
    }
    return new Ranges.V6(from, new long[0], to, new long[0], values(in, count));
  }

  private static int[] values(ByteBuffer in, int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = (int) leb128(in);
    }
    return values;
  }

  private static long leb128(ByteBuffer in) {
    long value = 0;
    int shift = 0;
    while (true) {
      byte b = in.get();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
      shift += 7;
    }
  }
}
