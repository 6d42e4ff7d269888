package dev.warder.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// That more proof was asked for, for those who tell people.
///
/// @param id of the challenge
/// @param owner who can approve for the principal: a person's own name where the principal is one;
///   absent where nobody is known
/// @param ownerMail where the owner is told; empty for nowhere
/// @param where the country or the network, in words; empty where unknown
/// @param because one sentence for each factor that made the call look risky, the gravest first
/// @param verificationUri where the owner answers. It holds a key behind `#` that shows the owner
///   what the one who called may not see: for the owner alone, never for logs
public record ChallengeOpened(
    String id,
    String decisionId,
    Instant openedAt,
    Instant expiresAt,
    Principal principal,
    String tokenId,
    @Nullable String owner,
    String ownerMail,
    List<String> rules,
    String acr,
    String method,
    String host,
    String path,
    @Nullable Address source,
    String where,
    String client,
    int score,
    List<String> because,
    Secret verificationUri) {
  public ChallengeOpened {
    rules = List.copyOf(rules);
    because = List.copyOf(because);
  }

  /// Whether somebody else than the holder of the token has to answer.
  public boolean isForOwner() {
    return principal.kind() != PrincipalKind.USER;
  }
}
