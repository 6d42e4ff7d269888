package dev.warder.token.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Fault;
import dev.warder.token.TokenFixtures;
import dev.warder.token.jose.Signer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a provider is asked when a person is sent there, and which answers are believed.
class LoginTest {
  private static final Signer KEY = Signer.es256();
  private static final Signer OTHER = Signer.es256();
  private static final URI BACK = URI.create("https://warder.example.com/oidc/callback");
  private static final Duration MAX_AGE = Duration.ofMinutes(15);
  private static final String HEADER = "{\"alg\":\"ES256\",\"kid\":\"k\"}";

  @TempDir Path folder;
  private final TokenFixtures.Clock clock = new TokenFixtures.Clock();
  private Issuer issuer;
  private Providers providers;
  private Logins logins;

  @BeforeEach
  void open() throws IOException {
    issuer = new Issuer();
    issuer.publish(Map.of("k", KEY));
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    providers = new Providers(List.of(issuer.vouching(secret)), clock);
    logins = providers.logins();
  }

  @AfterEach
  void close() {
    providers.close();
    issuer.close();
  }

  private Logins.Departure begun() {
    return logins.begin("corp:alice", "mfa", MAX_AGE, BACK);
  }

  private String claims(Logins.Departure begun) {
    long now = clock.instant().getEpochSecond();
    return "{\"iss\":\"%s\",\"aud\":\"warder\",\"sub\":\"alice\",\"nonce\":\"%s\",\"acr\":\"gold\","
            .formatted(issuer.url(), begun.errand().nonce())
        + "\"auth_time\":%d,\"iat\":%d,\"exp\":%d}".formatted(now - 5, now, now + 60);
  }

  private void answer(String idToken) {
    issuer.tokens = "{\"access_token\":\"x\",\"id_token\":\"" + idToken + "\"}";
  }

  private Optional<Logins.Word> finished(Logins.Departure begun, @Nullable String named) {
    Logins.Return back = new Logins.Return("the-code", named, BACK);
    return logins.finish("corp:alice", "mfa", MAX_AGE, begun.errand(), back);
  }

  @Test
  void theQuestionNamesTheLevelAndHowOldItMayBeAndOnlyWeCanRedeemTheCode() throws Exception {
    Logins.Departure begun = begun();
    assertThat(begun.page().toString())
        .startsWith(issuer.url() + "/authorize?x=1&response_type=code&client_id=warder&")
        .contains("&acr_values=gold+platinum&")
        .contains("&max_age=900")
        .contains("&state=" + begun.errand().state())
        .contains("&nonce=" + begun.errand().nonce())
        .contains("&code_challenge_method=S256")
        .doesNotContain(begun.errand().verifier())
        .doesNotContain("s3cret");
    assertThat(begun().errand()).isNotEqualTo(begun.errand());
    answer(KEY.sign(HEADER, claims(begun)));
    assertThat(finished(begun, issuer.url()))
        .contains(new Logins.Word("corp:alice", "mfa", clock.instant().minusSeconds(5)));
    assertThat(issuer.redeemed)
        .contains("grant_type=authorization_code", "&code=the-code&")
        .contains("&code_verifier=" + begun.errand().verifier());
    byte[] pair = "warder:s3cret".getBytes(StandardCharsets.UTF_8);
    assertThat(issuer.redeemedBy).isEqualTo("Basic " + Base64.getEncoder().encodeToString(pair));
  }

  @Test
  void anIdentityTokenThatAnswersAnythingElseIsNotBelieved() {
    Logins.Departure begun = begun();
    String good = claims(begun);
    long now = clock.instant().getEpochSecond();
    List<String> wrong =
        List.of(
            good.replace(begun.errand().nonce(), begun().errand().nonce()),
            good.replace("\"nonce\":\"" + begun.errand().nonce() + "\",", ""),
            good.replace("\"aud\":\"warder\"", "\"aud\":\"orders\""),
            good.replace("\"aud\":\"warder\"", "\"aud\":[\"warder\",\"shop\"]"),
            good.replace("\"aud\":\"warder\"", "\"aud\":\"warder\",\"azp\":\"shop\""),
            good.replace("\"aud\":\"warder\",", ""),
            good.replace(issuer.url(), "https://login.example.com"),
            good.replace("\"acr\":\"gold\"", "\"acr\":\"1\""),
            good.replace("\"acr\":\"gold\",", ""),
            good.replace("\"acr\":\"gold\"", "\"acr\":\"mfa\""),
            good.replace("\"auth_time\":" + (now - 5) + ",", ""),
            good.replace("\"auth_time\":" + (now - 5), "\"auth_time\":" + (now - 931)),
            good.replace("\"auth_time\":" + (now - 5), "\"auth_time\":" + (now + 31)),
            good.replace("\"exp\":" + (now + 60), "\"exp\":" + (now - 30)),
            good.replace(",\"exp\":" + (now + 60), ""),
            good.replace("\"sub\":\"alice\",", ""),
            good.replace("\"sub\":\"alice\"", "\"sub\":\"alice\",\"typ\":\"Bearer\""));
    for (String claims : wrong) {
      assertThat(claims).isNotEqualTo(good);
      answer(KEY.sign(HEADER, claims));
      assertThat(finished(begun, issuer.url())).as(claims).isEmpty();
    }
    for (String token :
        List.of(
            OTHER.sign(HEADER, good),
            KEY.sign("{\"alg\":\"ES256\",\"kid\":\"k\",\"typ\":\"at+jwt\"}", good),
            KEY.sign("{\"alg\":\"RS256\",\"kid\":\"k\"}", good),
            Signer.encode("{\"alg\":\"none\",\"kid\":\"k\"}") + "." + Signer.encode(good) + ".",
            "")) {
      answer(token);
      assertThat(finished(begun, issuer.url())).as(token).isEmpty();
    }
    answer(KEY.sign(HEADER, good));
    assertThat(finished(begun, issuer.url())).isPresent();
  }

  /// RFC 9207: an answer of another provider, or of one that should have named itself.
  @Test
  void whoComesBackFromSomewhereElseIsNotBelieved() {
    Logins.Departure begun = begun();
    answer(KEY.sign(HEADER, claims(begun)));
    assertThat(finished(begun, "https://login.example.com")).isEmpty();
    assertThat(finished(begun, null)).isEmpty();
    assertThat(issuer.redeemed).isEmpty();
  }

  @Test
  void aCodeThatIsNoneIsANoAndAProviderThatIsDownIsNot() {
    Logins.Departure begun = begun();
    issuer.tokenStatus = 400;
    assertThat(finished(begun, issuer.url())).isEmpty();
    issuer.tokenStatus = 500;
    assertThatThrownBy(() -> finished(begun, issuer.url())).isInstanceOf(Fault.Unavailable.class);
  }

  @Test
  void onlyItsOwnPeopleAreSentToAProviderAndOnlyForWhatItReaches() {
    assertThat(logins.areFor("corp:alice", "phr")).isTrue();
    assertThat(logins.areFor("corp:alice", "pop")).isFalse();
    assertThat(logins.areFor("alice", "mfa")).isFalse();
    String page = logins.begin("corp:alice", "phr", MAX_AGE, BACK).page().toString();
    assertThat(page).contains("&acr_values=platinum&");
  }
}
