package dev.warder.audit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Numbers as text, and the decimal texts of those that are written again and again. A risk's
/// inputs are much the same from call to call, and finding the shortest text of a double is the
/// dearest part of a record. Those that come once, as every sum of points does, are not kept: that
/// would cost more than to write them, and displace what does come again.
///
/// Bounded; threads share it without a lock, because an entry never changes and is looked up by the
/// number's exact bits: what gets lost in a race is kept later.
final class Decimals {
  /// Of all texts: `-2.2250738585072014E-308`.
  static final int LONGEST = 24;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EXACT = 1L << 53;
  private static final int KEPT = 8192;
  private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(KEPT);
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L; // 2^64 / golden ratio (Knuth 6.4)

  /// The text in pieces of eight bytes, the unused of them zero: copied without a loop.
  private record Decimal(long bits, int length, long first, long second, long third) {}

  private final @Nullable Decimal[] kept = new Decimal[KEPT];

  /// The bits of what came once, to know it the next time.
  private final long[] seen = new long[KEPT];

  /// Writes the text that reads back as `value`, which must be finite, without a fraction where it
  /// has none. There must be room for the longest; what stands behind the text is overwritten.
  ///
  /// @return where it ends
  int write(double value, byte[] into, int at) {
    long whole = (long) value;
    boolean isWhole = whole == value && Math.abs(whole) < EXACT;
    return isWhole && (whole != 0 || Double.doubleToRawLongBits(value) == 0)
        ? write(whole, into, at)
        : broken(value, into, at);
  }

  private int broken(double value, byte[] into, int at) {
    long bits = Double.doubleToRawLongBits(value);
    int slot = (int) ((bits * SPREAD) >>> SHIFT);
    Decimal known = kept[slot];
    if (known == null || known.bits != bits) {
      return unknown(bits, slot, into, at);
    }
    EIGHT.set(into, at, known.first);
    EIGHT.set(into, at + 8, known.second);
    EIGHT.set(into, at + 16, known.third);
    return at + known.length;
  }

  @SuppressWarnings("deprecation") // right for ASCII, and the only way without a copy in between
  private int unknown(long bits, int slot, byte[] into, int at) {
    String text = Double.toString(Double.longBitsToDouble(bits));
    int length = text.length();
    text.getBytes(0, length, into, at);
    if (seen[slot] == bits) {
      byte[] padded = new byte[LONGEST];
      System.arraycopy(into, at, padded, 0, length);
      long first = (long) EIGHT.get(padded, 0);
      long second = (long) EIGHT.get(padded, 8);
      kept[slot] = new Decimal(bits, length, first, second, (long) EIGHT.get(padded, 16));
    } else {
      seen[slot] = bits;
    }
    return at + length;
  }

  /// The same for a whole number, which must not be the least one.
  static int write(long value, byte[] into, int from) {
    int at = from;
    if (value >= 0 && value < 10) {
      into[at] = (byte) ('0' + value);
      return at + 1;
    }
    long rest = value;
    if (rest < 0) {
      into[at++] = '-';
      rest = -rest;
    }
    int digits = 1;
    for (long power = 10; digits < 19 && rest >= power; power *= 10) {
      digits++;
    }
    for (int i = at + digits - 1; i >= at; i--) {
      into[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + digits;
  }
}
