package dev.warder.api;

import dev.warder.model.Decision;
import dev.warder.model.IdSource;
import dev.warder.model.Identity;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Remembers whose token the newest decisions let through, and when, so that what is observed of
/// those calls needs no look into the journal. To be given to `Decider` as a listener.
///
/// A decision takes the place of an older one that happens to fall on the same slot: who misses it
/// asks the journal. Nothing is made for a decision to be kept, because objects that live for
/// seconds cost the collector most.
public final class RecentDecisions implements Consumer<Decision> {
  /// A reading of the journal costs more than a decision: enough for some ten seconds of the most
  /// calls, and for a fortieth of the heap.
  private static final int SLOTS =
      (int)
          Long.highestOneBit(Math.clamp(Runtime.getRuntime().maxMemory() >> 10, 1 << 14, 1 << 20));

  /// A call that was let through.
  ///
  /// @param called when it was made: replayed calls lie in the past
  record Passed(String tokenId, Instant called) {}

  private final long[] ids = new long[SLOTS];
  private final long[] seconds = new long[SLOTS];
  private final int[] nanos = new int[SLOTS];
  private final @Nullable String[] tokens = new String[SLOTS];

  @Override
  public void accept(Decision decision) {
    Identity identity = decision.identity();
    if (identity == null || !decision.verdict().passes()) {
      return;
    }
    long id = IdSource.hash(decision.id());
    int slot = slot(id);
    Instant called = decision.attempt().time();
    synchronized (this) {
      ids[slot] = id;
      seconds[slot] = called.getEpochSecond();
      nanos[slot] = called.getNano();
      tokens[slot] = identity.token().id();
    }
  }

  @Nullable Passed find(String decisionId) {
    long id = IdSource.hash(decisionId);
    int slot = slot(id);
    synchronized (this) {
      String token = tokens[slot];
      return token == null || ids[slot] != id
          ? null
          : new Passed(token, Instant.ofEpochSecond(seconds[slot], nanos[slot]));
    }
  }

  private static int slot(long id) {
    return (int)
        ((id * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - Integer.numberOfTrailingZeros(SLOTS)));
  }

  /// Absent where the call was not let through.
  static @Nullable Passed of(Decision decision) {
    Identity identity = decision.identity();
    return identity == null || !decision.verdict().passes()
        ? null
        : new Passed(identity.token().id(), decision.attempt().time());
  }
}
