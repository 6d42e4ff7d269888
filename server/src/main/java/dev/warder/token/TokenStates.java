package dev.warder.token;

import dev.warder.model.Token;
import java.time.Instant;

/// How tokens stand, with all that they depend on. No I/O and no lock.
final class TokenStates {
  private final Principals principals;
  private final TokenIndex index;

  TokenStates(Principals principals, TokenIndex index) {
    this.principals = principals;
    this.index = index;
  }

  TokenState of(Token token, Instant now) {
    if (token.isRevoked()) {
      return TokenState.REVOKED;
    }
    return token.isExpiredAt(now) ? TokenState.EXPIRED : dependence(token, now, 0);
  }

  /// How those stand that a token falls with: active where all are good.
  TokenState dependence(Token token, Instant now) {
    return dependence(token, now, 0);
  }

  private TokenState dependence(Token token, Instant now, int depth) {
    if (!principals.mayAct(token)) {
      return TokenState.DISABLED;
    }
    for (String id : token.ties().parents()) {
      Token parent = index.find(id).orElse(null);
      if (parent == null
          || parent.isRevoked()
          || parent.isExpiredAt(now)
          || depth >= Verifier.DEEPEST) {
        return TokenState.ENDED;
      }
      TokenState above = dependence(parent, now, depth + 1);
      if (above != TokenState.ACTIVE) {
        return above;
      }
    }
    return TokenState.ACTIVE;
  }
}
