package dev.warder.audit;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The decimal texts of the numbers that were written lately. A risk's inputs are much the same
/// from call to call, and finding the shortest text of a double is the dearest part of a record.
///
/// Bounded; threads share it without a lock, because an entry never changes and is looked up by the
/// number's exact bits: what gets lost in a race is written again.
final class Decimals {
  private static final int KEPT = 8192;
  private static final int INDEX_BITS = 13;
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L; // 2^64 / golden ratio (Knuth 6.4)

  private record Decimal(long bits, byte[] text) {}

  private final @Nullable Decimal[] kept = new Decimal[KEPT];

  /// The text that reads back as `value`; nobody may write into it.
  byte[] text(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int slot = (int) ((bits * SPREAD) >>> (Long.SIZE - INDEX_BITS));
    Decimal known = kept[slot];
    if (known == null || known.bits != bits) {
      byte[] text = Double.toString(value).getBytes(StandardCharsets.US_ASCII);
      known = new Decimal(bits, text);
      kept[slot] = known;
    }
    return known.text;
  }
}
