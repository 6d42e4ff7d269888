package dev.warder.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.app.ProviderVouching;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.token.NewToken;
import dev.warder.token.TokenFixtures;
import dev.warder.token.jose.Signer;
import dev.warder.token.provider.Issuer;
import dev.warder.token.provider.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A challenge that is met by the word of the provider that a person comes from.
class ProviderProofTest {
  private static final Signer KEY = Signer.es256();

  @TempDir Path folder;
  private Issuer issuer;
  private Providers providers;
  private Office office;
  private String alice;

  @BeforeEach
  void open() throws IOException {
    issuer = new Issuer();
    issuer.publish(Map.of("k", KEY));
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    // The provider's clock and the house's are one, which stands still until it is told to go on.
    InstantSource clock = () -> office == null ? TokenFixtures.NOW : office.house.clock.instant();
    providers = new Providers(List.of(issuer.vouching(secret)), clock);
    office =
        new Office(folder, Plan.DEFAULT.withVouching(new ProviderVouching(providers.logins())));
    alice = office.key("corp:alice");
  }

  @AfterEach
  void close() throws IOException {
    office.close();
    providers.close();
    issuer.close();
  }

  /// A browser on its way to the provider.
  private record Left(String at, String ticket, String state, String nonce) {}

  private Left leave(String token) throws IOException {
    String id = office.decide(token, "/do/proof").path("stepUp").path("challengeId").asString();
    String at = "/v1/step-up/" + id;
    JsonNode departure = Office.json(200, open(at + "/provider", "{}"));
    String page = departure.path("page").asString();
    return new Left(
        at, departure.path("ticket").asString(), part(page, "state"), part(page, "nonce"));
  }

  private static String part(String page, String name) {
    Matcher matcher = Pattern.compile("[?&]" + name + "=([^&]+)").matcher(page);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private void vouch(String subject, String acr, String nonce) {
    long now = office.house.clock.instant().getEpochSecond();
    String claims =
        """
        {"iss":"%s","aud":"warder","sub":"%s","nonce":"%s","acr":"%s",
         "auth_time":%d,"iat":%d,"exp":%d}
        """
            .formatted(issuer.url(), subject, nonce, acr, now, now, now + 60);
    String signed = KEY.sign("{\"alg\":\"ES256\",\"kid\":\"k\"}", claims);
    issuer.tokens = "{\"id_token\":\"" + signed + "\"}";
  }

  private Office.Reply comeBack(String at, String ticket, String state) throws IOException {
    return open(
        at + "/verify",
        """
        {"method": "provider", "ticket": "%s", "code": "c", "state": "%s", "iss": "%s"}
        """
            .formatted(ticket, state, issuer.url()));
  }

  private Office.Reply comeBack(Left left) throws IOException {
    return comeBack(left.at, left.ticket, left.state);
  }

  private Office.Reply open(String path, String json) throws IOException {
    return office.send("", "POST", path, json, "Content-Type", "application/json");
  }

  private String verdict(String token) throws IOException {
    return office.decide(token, "/do/proof").path("verdict").asString();
  }

  @Test
  void aPersonIsTakenFromTheRiskyCallToTheNextQuestion() throws IOException {
    Left left = leave(alice);
    vouch("alice", "gold", left.nonce);
    JsonNode met = Office.json(200, comeBack(left));
    assertThat(met.path("state").asString()).isEqualTo("met");
    assertThat(verdict(alice)).isEqualTo("allow");
    assertThat(Objects.requireNonNull(office.house.lastDecision().identity()).assurance().level())
        .isEqualTo("mfa");
    assertThat(comeBack(left).status()).isEqualTo(409);
    office.house.clock.advance(Duration.ofMinutes(15));
    assertThat(verdict(alice)).isEqualTo("step_up");
  }

  @Test
  void whoIsVouchedForMustBeWhoIsAskedAndAsStronglyAsItIsAsked() throws IOException {
    Left left = leave(alice);
    vouch("mallory", "gold", left.nonce);
    assertThat(comeBack(left).status()).isEqualTo(422);
    vouch("alice", "bronze", left.nonce);
    assertThat(comeBack(left).status()).isEqualTo(422);
    assertThat(verdict(alice)).isEqualTo("step_up");
    assertThat(office.records("challenge.failed")).hasSize(2);
  }

  @Test
  void fiveWrongReturnsLockTheChallengeAndNotThePerson() throws IOException {
    Left left = leave(alice);
    vouch("mallory", "gold", left.nonce);
    for (int i = 0; i < 5; i++) {
      assertThat(comeBack(left).status()).isEqualTo(422);
    }
    vouch("alice", "gold", left.nonce);
    assertThat(comeBack(left).status()).isEqualTo(409);
    issuer.redeemed = "";
    assertThat(comeBack(left).status()).isEqualTo(409);
    assertThat(issuer.redeemed).isEmpty();
    office.house.clock.advance(Duration.ofMinutes(10));
    Left again = leave(alice);
    vouch("alice", "gold", again.nonce);
    assertThat(comeBack(again).status()).isEqualTo(200);
  }

  /// Who began sends the link to his victim, whose browser has no ticket; or has one of its own.
  @Test
  void aReturnCountsForTheBrowserAndTheChallengeThatItLeftFromOnly() throws IOException {
    Left left = leave(alice);
    Left other = leave(alice);
    String bob = office.key("corp:bob");
    Left bobs = leave(bob);
    vouch("alice", "gold", left.nonce);
    assertThat(comeBack(left.at, "", left.state).status()).isEqualTo(422);
    assertThat(comeBack(left.at, other.ticket, left.state).status()).isEqualTo(422);
    assertThat(comeBack(bobs.at, left.ticket, left.state).status()).isEqualTo(422);
    assertThat(comeBack(left.at, left.ticket, "").status()).isEqualTo(422);
    assertThat(issuer.redeemed).isEmpty();
    office.house.clock.advance(Duration.ofMinutes(5));
    assertThat(comeBack(left).status()).isEqualTo(422);
    assertThat(office.records("challenge.failed")).isEmpty();
  }

  @Test
  void theOwnerOfAMachineProvesHimselfThereAndThenDecides() throws IOException {
    Principal robot = new Principal("robot", PrincipalKind.AGENT);
    NewToken wanted =
        new NewToken(
            robot, "", List.of(), null, List.of(), null, Map.of("owner", "corp:Olga Owner"));
    String token = House.secret(office.house.makeToken(wanted));
    Left left = leave(token);
    vouch("Olga Owner", "gold", left.nonce);
    String ticket = Office.json(200, comeBack(left)).path("ticket").asString();
    assertThat(verdict(token)).isEqualTo("step_up");
    String yes = "{\"decision\": \"approve\", \"ticket\": \"" + ticket + "\"}";
    assertThat(open(left.at + "/approve", yes).status()).isEqualTo(200);
    assertThat(verdict(token)).isEqualTo("allow");
  }

  @Test
  void nobodyIsSentToAProviderThatIsNotHis() throws IOException {
    String carol = office.key("carol");
    JsonNode asked = office.decide(carol, "/do/proof").path("stepUp");
    String at = "/v1/step-up/" + asked.path("challengeId").asString();
    assertThat(Office.json(200, office.send(carol, "GET", at, "")).path("methods").toString())
        .isEqualTo("[]");
    assertThat(open(at + "/provider", "{}").status()).isEqualTo(422);
    String mine = office.decide(alice, "/do/proof").path("stepUp").path("challengeId").asString();
    assertThat(
            Office.json(200, office.send(alice, "GET", "/v1/step-up/" + mine, ""))
                .path("methods")
                .toString())
        .isEqualTo("[\"provider\"]");
  }

  @Test
  void aProviderThatIsDownIsNotHeldAgainstAnybody() throws IOException {
    Left left = leave(alice);
    issuer.tokenStatus = 500;
    assertThat(comeBack(left).status()).isEqualTo(503);
    issuer.tokenStatus = 200;
    vouch("alice", "gold", left.nonce);
    assertThat(comeBack(left).status()).isEqualTo(200);
  }
}
