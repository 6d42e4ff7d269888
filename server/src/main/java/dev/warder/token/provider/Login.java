package dev.warder.token.provider;

import dev.warder.model.Assurance;
import dev.warder.model.Secret;
import dev.warder.token.jose.Jws;
import dev.warder.token.jose.Malformed;
import dev.warder.token.jose.StrictJson;
import dev.warder.token.jose.VerificationKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The login page of one provider, as somewhere to prove oneself: the authorization code flow of
/// OpenID Connect with PKCE (RFC 7636), asked for a level by `acr_values` and `max_age` (RFC 9470
/// section 4).
///
/// What counts is the identity token alone, fetched by us from the provider: that it is signed by
/// one of its keys, is for us, answers this very question, and says when and how the person proved
/// herself.
final class Login {
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final int LONGEST_CODE = 4096;
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final ProviderSettings settings;
  private final ProviderSettings.Login how;
  private final Secret authorization;
  private final Subjects subjects;
  private final Keys keys;
  private final Fetching fetching;
  private final InstantSource clock;
  private volatile @Nullable Known known;

  private record Known(Metadata metadata, Instant until) {}

  Login(
      ProviderSettings settings,
      ProviderSettings.Login how,
      Keys keys,
      Fetching fetching,
      InstantSource clock) {
    this.settings = settings;
    this.how = how;
    this.authorization = ClientSecret.authorization(how.clientId(), how.secretFile());
    this.subjects = new Subjects(settings);
    this.keys = keys;
    this.fetching = fetching;
    this.clock = clock;
  }

  String prefix() {
    return settings.naming().prefix();
  }

  /// The provider's names of what is enough; empty where it has nothing that is.
  List<String> values(String acr) {
    return how.levels().stream()
        .filter(level -> Assurance.reaches(level.acr(), acr))
        .map(ProviderSettings.Level::value)
        .toList();
  }

  /// Where to send the browser.
  URI question(Logins.Errand errand, String acr, Duration maxAge, URI returnTo)
      throws IOException, InterruptedException, Malformed {
    URI page = metadata().authorization();
    String query =
        form(
            "response_type", "code",
            "client_id", how.clientId(),
            "redirect_uri", returnTo.toString(),
            "scope", String.join(" ", how.scopes()),
            "state", errand.state(),
            "nonce", errand.nonce(),
            "code_challenge", errand.challenge(),
            "code_challenge_method", "S256",
            "acr_values", String.join(" ", values(acr)),
            "max_age", Long.toString(maxAge.toSeconds()));
    return URI.create(page + (page.getRawQuery() == null ? "?" : "&") + query);
  }

  /// Redeems what the browser brought.
  ///
  /// @return empty where the provider does not vouch for anybody, or not so
  Optional<Logins.Word> redeem(Logins.Errand errand, Logins.Return back, Duration maxAge)
      throws IOException, InterruptedException {
    try {
      Metadata metadata = metadata();
      boolean itself =
          back.issuer() == null ? !metadata.namesItself() : settings.issuer().equals(back.issuer());
      if (!itself || back.code().length() > LONGEST_CODE) {
        return Optional.empty();
      }
      JsonNode said = StrictJson.object(redeem(metadata.token(), errand, back));
      String token = StrictJson.text(said, "id_token");
      return token == null ? Optional.empty() : believed(Jws.read(token), errand, maxAge);
    } catch (Fetching.Refused e) {
      if (e.status() == 400) { // the code is not one, or was used
        return Optional.empty();
      }
      throw e;
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  private byte[] redeem(URI at, Logins.Errand errand, Logins.Return back)
      throws IOException, InterruptedException {
    String form =
        form(
            "grant_type", "authorization_code",
            "code", back.code(),
            "redirect_uri", back.to().toString(),
            "code_verifier", errand.verifier());
    return fetching.send(
        HttpRequest.newBuilder(at)
            .header("Authorization", authorization.reveal())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)),
        LONGEST_ANSWER);
  }

  /// OpenID Connect Core 1.0 section 3.1.3.7.
  private Optional<Logins.Word> believed(Jws jws, Logins.Errand errand, Duration maxAge)
      throws Malformed {
    var _ = keys.awaited(jws.keyId()).join();
    VerificationKey key = keys.find(jws.keyId()).orElse(null);
    boolean identity = jws.type() == null || "jwt".equals(jws.type());
    if (key == null || !identity || !key.verifies(jws)) {
      return Optional.empty();
    }
    Claims claims = Claims.read(jws.json());
    Instant now = clock.instant();
    String level = level(claims);
    Instant since = claims.authenticatedAt();
    if (!isIdentity(claims)
        || !isForUs(claims)
        || !claims.texts("nonce").equals(List.of(errand.nonce()))
        || claims.expiresAt() == null
        || subjects.untimely(claims, now) != null
        || level == null
        || !isFresh(since, now, maxAge)) {
      return Optional.empty();
    }
    Instant proven = since == null || since.isAfter(now) ? now : since;
    return Optional.of(new Logins.Word(subjects.name(claims), level, proven));
  }

  /// How Keycloak says in the payload what a token is.
  private static boolean isIdentity(Claims claims) throws Malformed {
    return claims.texts("typ").isEmpty() || claims.texts("typ").equals(List.of("ID"));
  }

  private boolean isForUs(Claims claims) {
    List<String> audiences = claims.audiences();
    String party = claims.client();
    return settings.issuer().equals(claims.issuer())
        && audiences.contains(how.clientId())
        && (party == null ? audiences.size() == 1 : party.equals(how.clientId()));
  }

  private boolean isFresh(@Nullable Instant since, Instant now, Duration maxAge) {
    return since != null
        && !since.isAfter(now.plus(settings.skew()))
        && !since.isBefore(now.minus(maxAge).minus(settings.skew()));
  }

  /// The strongest that it stands for.
  private @Nullable String level(Claims claims) {
    String said = claims.acr();
    @Nullable String best = null;
    for (ProviderSettings.Level each : how.levels()) {
      boolean better = best == null || Assurance.strength(each.acr()) > Assurance.strength(best);
      if (each.value().equals(said) && better) {
        best = each.acr();
      }
    }
    return best;
  }

  private Metadata metadata() throws IOException, InterruptedException, Malformed {
    Known here = known;
    Instant now = clock.instant();
    if (here != null && now.isBefore(here.until())) {
      return here.metadata();
    }
    Metadata fetched = Metadata.fetch(settings.issuer(), fetching);
    known = new Known(fetched, now.plus(KEPT));
    return fetched;
  }

  /// @param pairs names and values in turn
  private static String form(String... pairs) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      form.append(i == 0 ? "" : "&")
          .append(pairs[i])
          .append('=')
          .append(ClientSecret.encoded(pairs[i + 1]));
    }
    return form.toString();
  }
}
