package dev.warder.audit;

import dev.warder.model.Factor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The written form of factors that come again and again: what a token usually does has mostly the
/// same inputs from call to call, and they are the longest part of a record. Known by being equal,
/// since each is made anew.
///
/// Bounded in number and size, to what the processor's own cache has room for: where many tokens
/// are called in turn, to fetch kept texts from memory would take longer than to write them anew.
/// What comes once is not kept, as with `Decimals`. Threads share it without a lock, because an
/// entry never changes and is compared with all that it stands for; what gets lost in a race is
/// kept later.
final class Factors {
  private static final int KEPT = 256;
  private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(KEPT);
  private static final int MOST_INPUTS = 64;
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L; // 2^64 / golden ratio (Knuth 6.4)

  private record Written(Factor of, byte[] json) {}

  private final @Nullable Written[] kept = new Written[KEPT];

  /// The hash of what came once, to know it the next time.
  private final long[] seen = new long[KEPT];

  void write(JsonWriter json, Factor factor) {
    long hash = hash(factor);
    int slot = (int) (hash >>> SHIFT);
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
    } else if (factor.inputs().length <= MOST_INPUTS) {
      int from = json.bytes()[start] == ',' ? start + 1 : start;
      kept[slot] = new Written(factor, Arrays.copyOfRange(json.bytes(), from, json.length()));
    }
  }

  /// All inputs, because points do not tell them apart where they reach a bound; each by another
  /// odd number, so that no product waits for the one before.
  private static long hash(Factor factor) {
    long hash = Double.doubleToRawLongBits(factor.points()) * SPREAD + factor.name().hashCode();
    long by = SPREAD;
    for (double input : factor.inputs()) {
      by += SPREAD + 1; // stays odd
      hash += Double.doubleToRawLongBits(input) * by;
    }
    return hash;
  }
}
