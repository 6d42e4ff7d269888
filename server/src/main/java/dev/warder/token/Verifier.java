package dev.warder.token;

import dev.warder.model.Address;
import dev.warder.model.Assurance;
import dev.warder.model.Credential;
import dev.warder.model.Identity;
import dev.warder.model.Refusal;
import dev.warder.model.Token;
import dev.warder.model.Verification;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells whose credential this is, and whether it is good now and from there.
///
/// No I/O and no lock: a keyed digest and a look-up in heap, on the thread that asks. It neither
/// throws nor prints for any input.
public final class Verifier {
  private static final int LONGEST = 4096;

  private final Peppers peppers;
  private final TokenIndex index;

  /// @throws dev.warder.model.StartupFailure where a key of a stored token is missing
  public Verifier(Peppers peppers, TokenIndex index) {
    peppers.require(index.keyIds());
    this.peppers = peppers;
    this.index = index;
  }

  /// @param source where the call comes from; absent where that is unknown, which is outside of
  ///   every network that a token may be bound to
  public Verification verify(Credential credential, @Nullable Address source, Instant now) {
    return switch (credential) {
      case Credential.Absent() -> refused(Refusal.ABSENT);
      case Credential.Conflicting() -> refused(Refusal.CONFLICTING);
      case Credential.Presented(var secret) -> verify(secret.reveal(), source, now);
    };
  }

  private Verification verify(String secret, @Nullable Address source, Instant now) {
    if (secret.isEmpty() || secret.length() > LONGEST) {
      return refused(Refusal.MALFORMED);
    }
    Optional<Recognised> recognised;
    if (secret.startsWith(TokenFormat.PREFIX)) {
      if (!TokenFormat.isWellFormed(secret)) {
        return refused(Refusal.MALFORMED);
      }
      recognised = peppers.recognise(secret, index);
    } else if (peppers.hasImported(index)) {
      recognised = peppers.recogniseImported(Peppers.sha256(secret), index);
    } else {
      return refused(Refusal.MALFORMED);
    }
    return recognised.isEmpty() ? refused(Refusal.UNKNOWN) : judge(recognised.get(), source, now);
  }

  private static Verification judge(Recognised recognised, @Nullable Address source, Instant now) {
    Token token = recognised.token();
    if (token.isRevoked()) {
      return new Verification.Refused(Refusal.REVOKED, token);
    }
    if (token.isExpiredAt(now) || !isInForce(recognised, now)) {
      return new Verification.Refused(Refusal.EXPIRED, token);
    }
    if (!isInside(token, source)) {
      return new Verification.Refused(Refusal.OUTSIDE_NETWORKS, token);
    }
    return new Verification.Verified(new Identity(token, Assurance.TOKEN_ONLY));
  }

  private static boolean isInForce(Recognised recognised, Instant now) {
    Token token = recognised.token();
    if (token.digest().equals(recognised.by())) {
      return true;
    }
    Token.Superseded previous = token.previous();
    return previous != null
        && previous.digest().equals(recognised.by())
        && now.isBefore(previous.until());
  }

  private static boolean isInside(Token token, @Nullable Address source) {
    if (token.allowCidrs().isEmpty()) {
      return true;
    }
    return source != null && token.allowCidrs().stream().anyMatch(c -> c.contains(source));
  }

  private static Verification refused(Refusal reason) {
    return new Verification.Refused(reason, null);
  }
}
