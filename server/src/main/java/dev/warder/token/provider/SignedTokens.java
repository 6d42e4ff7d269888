package dev.warder.token.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.warder.model.Identity;
import dev.warder.model.Refusal;
import dev.warder.model.TokenDigest;
import dev.warder.model.Verification;
import dev.warder.token.jose.Jws;
import dev.warder.token.jose.Malformed;
import dev.warder.token.jose.VerificationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The signed tokens of one provider.
///
/// That a signature was found good is kept, and nothing else: on every call the key must still be
/// published and all that the token says is judged anew (GHSA-qvp4-rpmr-xwrr).
final class SignedTokens {
  private static final int MOST_KEPT = 10_000;
  private static final Duration KEPT = Duration.ofMinutes(10);

  /// Header types of access tokens (RFC 9068 section 2.1, RFC 7519 section 5.1). Those of DPoP
  /// proofs, logout tokens and security events are not among them.
  private static final Set<String> TYPES = Set.of("at+jwt", "jwt");

  /// What only other tokens of a provider have: identity tokens, logout tokens, security events.
  private static final Set<String> OF_OTHERS = Set.of("at_hash", "c_hash", "events", "sub_id");

  /// How Keycloak says in the payload what a token is; `ID` and `Refresh` are not for us.
  private static final Set<String> BODY_TYPES = Set.of("Bearer", "DPoP");

  private final ProviderSettings settings;
  private final Keys keys;
  private final Subjects subjects;
  private final Cache<TokenDigest, Checked> checked =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();

  /// @param key that the signature was found good with
  private record Checked(VerificationKey key, Claims claims, Identity identity) {}

  SignedTokens(ProviderSettings settings, Keys keys) {
    this.settings = settings;
    this.keys = keys;
    this.subjects = new Subjects(settings);
  }

  boolean areOf(String issuer) {
    return settings.issuer().equals(issuer);
  }

  Keys keys() {
    return keys;
  }

  /// What is kept of a token that was found well signed before.
  Optional<Verification> judgeKnown(TokenDigest digest, Instant now) {
    Checked known = checked.getIfPresent(digest);
    if (known == null) {
      return Optional.empty();
    }
    boolean current = keys.find(known.key().id()).filter(known.key()::equals).isPresent();
    if (!current) {
      checked.invalidate(digest);
      return Optional.empty();
    }
    return Optional.of(judge(known, now));
  }

  Verification judge(Jws jws, TokenDigest digest, Instant now) {
    VerificationKey key = keys.find(jws.keyId()).orElse(null);
    if (key == null) {
      return refused(keys.areFailing() ? Refusal.UNVERIFIABLE : Refusal.UNKNOWN);
    }
    if (!key.verifies(jws)) {
      return refused(Refusal.UNKNOWN);
    }
    try {
      Claims claims = Claims.read(jws.json());
      requireAccessToken(jws.type(), claims);
      Checked good = new Checked(key, claims, subjects.identity(claims, now));
      checked.put(digest, good);
      return judge(good, now);
    } catch (Malformed e) {
      return refused(Refusal.MALFORMED);
    }
  }

  private static void requireAccessToken(@Nullable String type, Claims claims) throws Malformed {
    if (type != null && !TYPES.contains(type)) {
      throw new Malformed("a token of another type");
    }
    if (OF_OTHERS.stream().anyMatch(claims::has)) {
      throw new Malformed("a token for something else");
    }
    for (String body : claims.texts("typ")) {
      if (!BODY_TYPES.contains(body)) {
        throw new Malformed("a token for something else");
      }
    }
    if (claims.expiresAt() == null) {
      throw new Malformed("a token without end");
    }
  }

  private Verification judge(Checked good, Instant now) {
    Claims claims = good.claims();
    if (!settings.issuer().equals(claims.issuer()) || !subjects.concerns(claims, false)) {
      return refused(Refusal.UNKNOWN);
    }
    Subjects.Untimely untimely = subjects.untimely(claims, now);
    if (untimely != null) {
      return refused(untimely == Subjects.Untimely.EXPIRED ? Refusal.EXPIRED : Refusal.UNKNOWN);
    }
    return new Verification.Verified(good.identity());
  }

  static Verification refused(Refusal reason) {
    return new Verification.Refused(reason, null);
  }
}
