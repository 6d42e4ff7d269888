package dev.warder.api;

import dev.warder.model.Decision;
import dev.warder.model.Identity;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Remembers whose token the newest decisions let through, and when, so that what is observed of
/// those calls needs no look into the journal. To be given to `Decider` as a listener.
///
/// A decision takes the place of an older one that happens to fall on the same slot: who misses it
/// asks the journal.
public final class RecentDecisions implements Consumer<Decision> {
  private static final int SLOTS = 1 << 17;

  /// A call that was let through.
  ///
  /// @param called when it was made: replayed calls lie in the past
  record Passed(String tokenId, Instant called) {}

  private record Slot(String decisionId, Passed passed) {}

  private final AtomicReferenceArray<@Nullable Slot> slots = new AtomicReferenceArray<>(SLOTS);

  @Override
  public void accept(Decision decision) {
    Passed call = of(decision);
    if (call != null) {
      slots.setRelease(slot(decision.id()), new Slot(decision.id(), call));
    }
  }

  @Nullable Passed find(String decisionId) {
    Slot slot = slots.getAcquire(slot(decisionId));
    return slot != null && slot.decisionId().equals(decisionId) ? slot.passed() : null;
  }

  private static int slot(String decisionId) {
    int hash = decisionId.hashCode() * 0x9E3779B9;
    return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
  }

  /// Absent where the call was not let through.
  static @Nullable Passed of(Decision decision) {
    Identity identity = decision.identity();
    return identity == null || !decision.verdict().passes()
        ? null
        : new Passed(identity.token().id(), decision.attempt().time());
  }
}
