package dev.warder.audit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks for bytes, eight at once.
///
/// A byte of a word is zero where `(x - 0x01..) & ~x & 0x80..` has its highest bit; of those the
/// lowest is exact (H. S. Warren, "Hacker's Delight", 6-1).
final class Eights {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;
  private static final long QUOTES = of('"');

  /// Set in all four brackets, and in few other bytes.
  private static final long BRACKETS = 0x59 * ONES;

  private Eights() {}

  /// A word of this byte alone.
  static long of(char one) {
    return one * ONES;
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGHS;
  }

  private static int first(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /// Where the first of two bytes stands, each given as a word of it; `end` where neither does.
  static int find(byte[] bytes, int from, int end, long one, long other) {
    int at = from;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      long word = (long) LONGS.get(bytes, at);
      long marks = zeros(word ^ one) | zeros(word ^ other);
      if (marks != 0) {
        return at + first(marks);
      }
    }
    while (at < end && bytes[at] != (byte) one && bytes[at] != (byte) other) {
      at++;
    }
    return at;
  }

  /// Where the first quote or bracket stands, or something that looks like one at first sight;
  /// `end` where none does.
  static int findStructure(byte[] bytes, int from, int end) {
    int at = from;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      long word = (long) LONGS.get(bytes, at);
      long marks = zeros(word ^ QUOTES) | zeros((word & BRACKETS) ^ BRACKETS);
      if (marks != 0) {
        return at + first(marks);
      }
    }
    while (at < end && bytes[at] != '"' && (bytes[at] & 0x59) != 0x59) {
      at++;
    }
    return at;
  }
}
