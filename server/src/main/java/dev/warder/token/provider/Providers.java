package dev.warder.token.provider;

import dev.warder.model.Refusal;
import dev.warder.model.TokenDigest;
import dev.warder.model.Trace;
import dev.warder.model.Verification;
import dev.warder.token.ForeignTokens;
import dev.warder.token.jose.Jws;
import dev.warder.token.jose.Malformed;
import dev.warder.token.jose.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// All providers whose tokens are believed.
public final class Providers implements ForeignTokens, AutoCloseable {
  private static final CompletableFuture<Void> READY = CompletableFuture.completedFuture(null);
  private static final int LONGEST_OPAQUE = 4096;

  private final Fetching fetching = new Fetching();
  private final List<SignedTokens> signed = new ArrayList<>();
  private final List<OpaqueTokens> opaque = new ArrayList<>();
  private final Logins logins;

  public Providers(List<ProviderSettings> settings, InstantSource clock) {
    List<Login> pages = new ArrayList<>();
    for (ProviderSettings each : settings) {
      Keys keys = new Keys(each, fetching, clock);
      signed.add(new SignedTokens(each, keys));
      if (each.introspection() != null) {
        opaque.add(new OpaqueTokens(each, each.introspection(), fetching, clock));
      }
      if (each.login() != null) {
        pages.add(new Login(each, each.login(), keys, fetching, clock));
      }
    }
    logins = new Logins(pages, new SecureRandom());
  }

  /// Begins to fetch at once, so that the first call need not wait.
  public static Providers open(List<ProviderSettings> settings, InstantSource clock) {
    Providers providers = new Providers(settings, clock);
    providers.begin();
    return providers;
  }

  /// Where people can be sent to prove themselves.
  public Logins logins() {
    return logins;
  }

  /// Begins to fetch all keys, so that the first call need not wait.
  public void begin() {
    for (SignedTokens each : signed) {
      var _ = each.keys().refresh();
    }
  }

  @Override
  public CompletableFuture<Void> ready(String secret, @Nullable Trace trace) {
    OpaqueTokens asked = asked(secret);
    if (asked != null) {
      return asked.ready(secret, digest(secret), trace);
    }
    if (signed.isEmpty() || !Jws.looksLike(secret)) {
      return READY;
    }
    try {
      Jws jws = Jws.read(secret);
      SignedTokens of = issuer(jws);
      return of == null ? READY : of.keys().awaited(jws.keyId());
    } catch (Malformed e) {
      return READY;
    }
  }

  @Override
  public Optional<Verification> judge(String secret, Instant now) {
    OpaqueTokens asked = asked(secret);
    if (asked != null) {
      return Optional.of(asked.judge(digest(secret), now));
    }
    return signed.isEmpty() || !Jws.looksLike(secret)
        ? Optional.empty()
        : Optional.of(judgeSigned(secret, now));
  }

  private Verification judgeSigned(String secret, Instant now) {
    if (secret.length() > Jws.LONGEST) {
      return SignedTokens.refused(Refusal.MALFORMED);
    }
    TokenDigest digest = digest(secret);
    for (SignedTokens each : signed) {
      Optional<Verification> known = each.judgeKnown(digest, now);
      if (known.isPresent()) {
        return known.get();
      }
    }
    try {
      Jws jws = Jws.read(secret);
      SignedTokens of = issuer(jws);
      return of == null ? SignedTokens.refused(Refusal.UNKNOWN) : of.judge(jws, digest, now);
    } catch (Malformed e) {
      return SignedTokens.refused(Refusal.MALFORMED);
    }
  }

  /// By what the token says itself: that it is so is known when its signature is found good.
  private @Nullable SignedTokens issuer(Jws jws) throws Malformed {
    String issuer = named(jws);
    for (SignedTokens each : signed) {
      if (each.areOf(issuer)) {
        return each;
      }
    }
    return null;
  }

  private static String named(Jws jws) throws Malformed {
    String issuer = StrictJson.text(jws.json(), "iss");
    return issuer == null ? "" : issuer;
  }

  /// Whom to ask about it; nothing where it is checked here, or nobody's.
  private @Nullable OpaqueTokens asked(String secret) {
    if (Jws.looksLike(secret)) {
      return askedOfSigned(secret);
    }
    if (secret.length() > LONGEST_OPAQUE) {
      return null;
    }
    for (OpaqueTokens each : opaque) {
      if (each.mayBe(secret)) {
        return each;
      }
    }
    return null;
  }

  private @Nullable OpaqueTokens askedOfSigned(String secret) {
    if (opaque.stream().noneMatch(OpaqueTokens::areSignedToo)) {
      return null;
    }
    try {
      String issuer = named(Jws.read(secret));
      for (OpaqueTokens each : opaque) {
        if (each.areSignedToo() && each.areOf(issuer)) {
          return each;
        }
      }
    } catch (Malformed e) {
      // refused when it is judged
    }
    return null;
  }

  private static TokenDigest digest(String secret) {
    try {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      return new TokenDigest("sha256", MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void close() {
    fetching.close();
  }
}
