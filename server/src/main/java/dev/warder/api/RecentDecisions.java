package dev.warder.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.warder.model.Decision;
import dev.warder.model.Identity;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Remembers whose token the newest decisions let through, and when, so that what is observed of
/// those calls needs no look into the journal. To be given to `Decider` as a listener.
public final class RecentDecisions implements Consumer<Decision> {
  private static final long MOST = 100_000;

  /// A call that was let through.
  ///
  /// @param called when it was made: replayed calls lie in the past
  record Passed(String tokenId, Instant called) {}

  private final Cache<String, Passed> passed = Caffeine.newBuilder().maximumSize(MOST).build();

  @Override
  public void accept(Decision decision) {
    Passed call = of(decision);
    if (call != null) {
      passed.put(decision.id(), call);
    }
  }

  @Nullable Passed find(String decisionId) {
    return passed.getIfPresent(decisionId);
  }

  /// Absent where the call was not let through.
  static @Nullable Passed of(Decision decision) {
    Identity identity = decision.identity();
    return identity == null || !decision.verdict().passes()
        ? null
        : new Passed(identity.token().id(), decision.attempt().time());
  }
}
