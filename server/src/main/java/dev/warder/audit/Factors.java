package dev.warder.audit;

import dev.warder.model.Factor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The written form of factors that come again and again: what a token usually does has mostly the
/// same inputs from call to call, and they are the longest part of a record.
///
/// Bounded; threads share it without a lock, because an entry never changes and is compared with
/// all that it stands for. What comes once is not kept, as with `Decimals`.
final class Factors {
  private static final int KEPT = 8192;
  private static final int INDEX_BITS = 13;
  private static final int LONGEST = 1024;
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L; // 2^64 / golden ratio (Knuth 6.4)

  private record Written(Factor of, byte[] json) {}

  private final @Nullable Written[] kept = new Written[KEPT];

  /// The hash of what came once, to know it the next time.
  private final long[] seen = new long[KEPT];

  void write(JsonWriter json, Factor factor) {
    long hash = hash(factor);
    int slot = (int) (hash >>> (Long.SIZE - INDEX_BITS));
    Written known = kept[slot];
    if (known != null && known.of.equals(factor)) {
      json.written(known.json);
      return;
    }
    int start = json.length();
    json.piece(Pieces.NAME).word(factor.name()).piece(Pieces.POINTS).value(factor.points());
    json.piece(Pieces.INPUTS).values(factor.inputs()).endObject();
    if (seen[slot] != hash) {
      seen[slot] = hash;
      return;
    }
    int from = json.bytes()[start] == ',' ? start + 1 : start;
    if (json.length() - from <= LONGEST) {
      kept[slot] = new Written(factor, Arrays.copyOfRange(json.bytes(), from, json.length()));
    }
  }

  /// Other inputs make other points, unless they make none.
  private static long hash(Factor factor) {
    long hash = Double.doubleToRawLongBits(factor.points()) + factor.name().hashCode();
    if (factor.points() == 0) {
      for (double input : factor.inputs()) {
        hash = hash * 31 + Double.doubleToRawLongBits(input);
      }
    }
    return hash * SPREAD;
  }
}
