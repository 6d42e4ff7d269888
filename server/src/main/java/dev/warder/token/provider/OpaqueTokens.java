package dev.warder.token.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.warder.model.Refusal;
import dev.warder.model.Secret;
import dev.warder.model.TokenDigest;
import dev.warder.model.Trace;
import dev.warder.model.Verification;
import dev.warder.token.jose.Malformed;
import dev.warder.token.jose.StrictJson;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The tokens of one provider about which it is asked (RFC 7662): the opaque ones, and all of them
/// where it is configured so.
///
/// An answer is kept under the digest of the whole token, in a cache of this provider alone: its
/// address, the client that asked and what was asked for are the same for all that stands in it
/// (CVE-2026-33496, CVE-2026-34972). It counts for the configured while and never past the token's
/// end. Who comes while one is asked about waits for the same answer.
final class OpaqueTokens {
  static final Duration KEEP_NO = Duration.ofSeconds(10);
  private static final int MOST_KEPT = 10_000;
  private static final int MOST_ASKED = 64;
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final Logger LOG = LoggerFactory.getLogger(OpaqueTokens.class);

  private final ProviderSettings settings;
  private final ProviderSettings.Introspection how;
  private final Secret authorization;
  private final Subjects subjects;
  private final Fetching fetching;
  private final InstantSource clock;
  private final Cache<TokenDigest, Answer> answers =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(Duration.ofHours(1)).build();
  private final Map<TokenDigest, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
  private final Semaphore free = new Semaphore(MOST_ASKED);

  /// @param claims absent where the provider says that the token is not active
  private record Answer(@Nullable Claims claims, Instant until) {}

  OpaqueTokens(
      ProviderSettings settings,
      ProviderSettings.Introspection how,
      Fetching fetching,
      InstantSource clock) {
    this.settings = settings;
    this.how = how;
    this.authorization = ClientSecret.authorization(how.clientId(), how.secretFile());
    this.subjects = new Subjects(settings);
    this.fetching = fetching;
    this.clock = clock;
  }

  boolean mayBe(String secret) {
    return secret.startsWith(how.tokenPrefix());
  }

  /// Whether it is asked about its signed tokens as well.
  boolean areSignedToo() {
    return how.signedToo();
  }

  boolean areOf(String issuer) {
    return settings.issuer().equals(issuer);
  }

  /// @param trace of the call that is the first to ask: others wait for its answer
  CompletableFuture<Void> ready(String secret, TokenDigest digest, @Nullable Trace trace) {
    if (known(digest, clock.instant()) != null) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> other = underWay.putIfAbsent(digest, mine);
    if (other != null) {
      return other;
    }
    if (!free.tryAcquire()) { // more than that at a time would only queue up at the provider
      underWay.remove(digest, mine);
      mine.complete(null);
      return mine;
    }
    var _ =
        fetching
            .later(() -> ask(secret, trace))
            .whenComplete((answer, failure) -> {
              if (answer != null) {
                answers.put(digest, answer);
              } else if (failure != null) {
                LOG.warn(
                    "the provider {} does not say what a token is worth: {}",
                    settings.name(),
                    failure.getCause() == null ? "late" : failure.getCause().getMessage());
              }
              free.release();
              underWay.remove(digest, mine);
              mine.complete(null);
            });
    return mine;
  }

  Verification judge(TokenDigest digest, Instant now) {
    Answer answer = known(digest, now);
    if (answer == null) {
      return SignedTokens.refused(Refusal.UNVERIFIABLE);
    }
    Claims claims = answer.claims();
    if (claims == null || !isOurs(claims)) {
      return SignedTokens.refused(Refusal.UNKNOWN);
    }
    Subjects.Untimely untimely = subjects.untimely(claims, now);
    if (untimely != null) {
      return SignedTokens.refused(Refusal.EXPIRED);
    }
    try {
      return new Verification.Verified(subjects.identity(claims, now));
    } catch (Malformed e) {
      return SignedTokens.refused(Refusal.MALFORMED);
    }
  }

  private boolean isOurs(Claims claims) {
    boolean issued = claims.issuer() == null || settings.issuer().equals(claims.issuer());
    return issued && subjects.concerns(claims, how.withoutAudience());
  }

  private @Nullable Answer known(TokenDigest digest, Instant now) {
    Answer answer = answers.getIfPresent(digest);
    return answer == null || !now.isBefore(answer.until()) ? null : answer;
  }

  private Answer ask(String secret, @Nullable Trace trace)
      throws IOException, InterruptedException, Malformed {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(how.url())
            .header("Authorization", authorization.reveal())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "token=" + ClientSecret.encoded(secret) + "&token_type_hint=access_token"));
    if (trace != null) {
      request.header(Trace.HEADER, trace.traceparent());
      if (!trace.state().isEmpty()) {
        request.header(Trace.STATE_HEADER, trace.state());
      }
    }
    JsonNode said = StrictJson.object(fetching.send(request, LONGEST_ANSWER));
    JsonNode active = said.get("active");
    if (active == null || !active.isBoolean()) {
      throw new Malformed("an answer without active");
    }
    Instant now = clock.instant();
    if (!active.booleanValue()) {
      return new Answer(null, now.plus(KEEP_NO));
    }
    Claims claims = Claims.read(said);
    Instant until = now.plus(how.keep());
    Instant end = claims.expiresAt();
    return new Answer(claims, end != null && end.isBefore(until) ? end : until);
  }
}
