package dev.warder.token;

import dev.warder.model.Cidr;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One token record from the one before it. Each result is one version on, unless nothing differs.
final class TokenEdits {
  private TokenEdits() {}

  static Token changed(Token t, TokenChange change, Instant now) {
    Map<String, String> tags = change.tags();
    SortedMap<String, String> newTags = tags == null ? t.tags() : new TreeMap<>(tags);
    Token after =
        new Token(
            t.id(),
            t.principal(),
            or(change.name(), t.name()),
            or(change.scopes(), t.scopes()),
            t.createdAt(),
            expiry(t, change, now),
            TokenEdits.<List<Cidr>>or(change.allowCidrs(), t.allowCidrs()),
            apply(change.rateLimit(), t.rateLimit()),
            newTags,
            t.digest(),
            t.previous(),
            t.revocation(),
            t.ties(),
            t.version());
    return after.equals(t) ? t : next(after, t.digest(), t.previous(), t.revocation());
  }

  static Token rotated(Token t, TokenDigest digest, Instant until) {
    return next(t, digest, new Token.Superseded(t.digest(), until), t.revocation());
  }

  static Token revoked(Token t, Token.Revocation revocation) {
    return next(t, t.digest(), t.previous(), revocation);
  }

  private static Token next(
      Token t,
      TokenDigest digest,
      Token.@Nullable Superseded previous,
      Token.@Nullable Revocation revocation) {
    return new Token(
        t.id(),
        t.principal(),
        t.name(),
        t.scopes(),
        t.createdAt(),
        t.expiresAt(),
        t.allowCidrs(),
        t.rateLimit(),
        t.tags(),
        digest,
        previous,
        revocation,
        t.ties(),
        t.version() + 1);
  }

  private static @Nullable Instant expiry(Token t, TokenChange change, Instant now) {
    if (change.ttl() != null) {
      return now.plus(change.ttl()).truncatedTo(ChronoUnit.MILLIS);
    }
    return switch (change.expiresAt()) {
      case Edit.Keep<Instant>() -> t.expiresAt();
      case Edit.Clear<Instant>() -> null;
      case Edit.Set<Instant>(Instant at) -> TokenRules.expiry(at, now);
    };
  }

  private static <T> @Nullable T apply(Edit<T> edit, @Nullable T before) {
    return switch (edit) {
      case Edit.Keep<T>() -> before;
      case Edit.Clear<T>() -> null;
      case Edit.Set<T>(T value) -> value;
    };
  }

  private static <T> T or(@Nullable T wanted, T before) {
    return wanted == null ? before : wanted;
  }
}
