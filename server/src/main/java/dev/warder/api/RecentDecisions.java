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
/// A decision takes the place of the oldest of those that happen to fall into the same group, so
/// that all of the newest fifty thousand are there, but for one in thousands: who misses one asks
/// the journal, which costs more than a decision. Nothing is made for a decision to be kept,
/// because objects that live for seconds cost the collector most.
public final class RecentDecisions implements Consumer<Decision> {
  private static final int GROUPS = 1 << 13;
  private static final int IN_GROUP = 16;
  private static final int SLOTS = GROUPS * IN_GROUP;

  /// A call that was let through.
  ///
  /// @param called when it was made: replayed calls lie in the past
  record Passed(String tokenId, Instant called) {}

  private final long[] ids = new long[SLOTS];
  private final long[] seconds = new long[SLOTS];
  private final int[] nanos = new int[SLOTS];
  private final @Nullable String[] tokens = new String[SLOTS];
  private final byte[] oldest = new byte[GROUPS];

  @Override
  public void accept(Decision decision) {
    Identity identity = decision.identity();
    if (identity == null || !decision.verdict().passes()) {
      return;
    }
    long id = IdSource.hash(decision.id());
    int group = group(id);
    Instant called = decision.attempt().time();
    synchronized (this) {
      int slot = group * IN_GROUP + oldest[group];
      oldest[group] = (byte) ((oldest[group] + 1) % IN_GROUP);
      ids[slot] = id;
      seconds[slot] = called.getEpochSecond();
      nanos[slot] = called.getNano();
      tokens[slot] = identity.token().id();
    }
  }

  @Nullable Passed find(String decisionId) {
    long id = IdSource.hash(decisionId);
    int first = group(id) * IN_GROUP;
    synchronized (this) {
      for (int slot = first; slot < first + IN_GROUP; slot++) {
        String token = tokens[slot];
        if (token != null && ids[slot] == id) {
          return new Passed(token, Instant.ofEpochSecond(seconds[slot], nanos[slot]));
        }
      }
      return null;
    }
  }

  /// The upper half of a hash says little of what came last in the text: both are mixed first.
  private static int group(long id) {
    long mixed = (id ^ id >>> 32) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> (Long.SIZE - Integer.numberOfTrailingZeros(GROUPS)));
  }

  /// Absent where the call was not let through.
  static @Nullable Passed of(Decision decision) {
    Identity identity = decision.identity();
    return identity == null || !decision.verdict().passes()
        ? null
        : new Passed(identity.token().id(), decision.attempt().time());
  }
}
