package dev.warder.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.warder.model.Decision;
import dev.warder.model.Identity;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Remembers whose token the newest decisions let through, so that what is observed of those calls
/// needs no look into the journal. To be given to `Decider` as a listener.
public final class RecentDecisions implements Consumer<Decision> {
  private static final long MOST = 100_000;

  private final Cache<String, String> tokenIds = Caffeine.newBuilder().maximumSize(MOST).build();

  @Override
  public void accept(Decision decision) {
    String tokenId = tokenOf(decision);
    if (tokenId != null) {
      tokenIds.put(decision.id(), tokenId);
    }
  }

  @Nullable String tokenOf(String decisionId) {
    return tokenIds.getIfPresent(decisionId);
  }

  /// The token of a call that was let through; absent for any other call.
  static @Nullable String tokenOf(Decision decision) {
    Identity identity = decision.identity();
    return identity == null || !decision.verdict().passes() ? null : identity.token().id();
  }
}
