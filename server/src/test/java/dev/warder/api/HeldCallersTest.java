package dev.warder.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.model.Effect;
import dev.warder.model.Restrictions;
import dev.warder.policy.Hold;
import dev.warder.policy.Reaction.Whom;
import dev.warder.token.Issued;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a reaction holds of a token counts at Warder's own doors too, and of its children.
class HeldCallersTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String TYPE = "urn:ietf:params:oauth:token-type:access_token";
  private static final Effect DENY = new Effect.Deny();
  private static final Effect PROOF = new Effect.StepUp("mfa", Duration.ofMinutes(5));
  private static final Effect LESS =
      new Effect.Restrict(new Restrictions(List.of("*"), List.of("GET"), null, null));

  private Office office;
  private Issued mallory;
  private String secret;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    office = new Office(folder);
    mallory = office.house.makeToken("mallory", "warder:admin", "warder:decide", "orders:read");
    secret = House.secret(mallory);
  }

  @AfterEach
  void close() throws IOException {
    office.close();
  }

  private Hold hold(Whom whom, @Nullable Effect effect) {
    String target = whom == Whom.TOKEN ? mallory.token().id() : "mallory";
    Instant now = office.house.clock.instant();
    double points = effect == null ? 3 : 0;
    String id = office.house.ids.next("hld_");
    Hold hold =
        new Hold(id, whom, target, "caught", "inc_1", effect, points, now, now.plusSeconds(3600));
    office.house.policy.standing().put(hold);
    return hold;
  }

  private void lift(Hold hold) {
    var _ = office.house.policy.standing().lift(hold.id());
  }

  private int managing() throws IOException {
    return office.send(secret, "GET", "/v1/tokens", "").status();
  }

  private int deciding() throws IOException {
    String call =
        """
        {"token": "wrd_x", "request": {"method": "GET", "scheme": "https", "host": "api.example.com",
         "path": "/public/a", "sourceIp": "203.0.113.7"}}
        """;
    return office.send("", "POST", "/v1/decisions", call, "X-Warder-Gateway-Key", secret).status();
  }

  private Office.Reply form(String key, String path, String form) throws IOException {
    return office.send(key, "POST", path, form, "Content-Type", FORM);
  }

  private Office.Reply exchange(String caller, String subject) throws IOException {
    return form(
        caller,
        "/oauth2/token",
        "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token_type="
            + TYPE
            + "&subject_token="
            + subject);
  }

  private String child(String of) throws IOException {
    return Office.json(200, exchange(of, of)).path("access_token").asString();
  }

  private String verdict(String token) throws IOException {
    return office.decide(token, "/do/this").path("verdict").asString();
  }

  @Test
  void aQuarantinedAdministratorManagesNothingUntilAnotherUndoesIt() throws IOException {
    assertThat(managing()).isEqualTo(200);
    String undo = "/v1/reactions/" + hold(Whom.PRINCIPAL, DENY).id() + "/undo";
    assertThat(managing()).isEqualTo(401);
    assertThat(office.send(secret, "POST", undo, "").status()).isEqualTo(401);
    assertThat(office.post(undo, "").status()).isEqualTo(200);
    assertThat(managing()).isEqualTo(200);
  }

  @Test
  void whateverHindersATokenOrItsPrincipalKeepsItOutAndAHigherRiskDoesNot() throws IOException {
    for (Whom whom : Whom.values()) {
      for (Effect effect : List.of(DENY, PROOF, LESS)) {
        Hold hold = hold(whom, effect);
        assertThat(List.of(managing(), deciding())).as(hold.wire()).containsExactly(401, 401);
        lift(hold);
      }
      var _ = hold(whom, null);
      assertThat(List.of(managing(), deciding())).containsExactly(200, 200);
    }
    var _ = hold(Whom.TOKEN, DENY);
    office.house.clock.advance(Duration.ofHours(1));
    assertThat(managing()).isEqualTo(200);
  }

  @Test
  void nothingIsPromisedOfAHeldTokenAndNobodyExchangesIt() throws IOException {
    String other = office.key("mallory", "orders:read");
    for (Effect effect : List.of(DENY, PROOF, LESS)) {
      Hold hold = hold(Whom.TOKEN, effect);
      assertThat(form(office.admin, "/oauth2/introspect", "token=" + secret).body())
          .isEqualTo("{\"active\":false}");
      assertThat(exchange(secret, secret).status()).isEqualTo(401);
      assertThat(exchange(other, secret).status()).isEqualTo(400);
      lift(hold);
    }
    assertThat(exchange(other, secret).status()).isEqualTo(200);
    var _ = hold(Whom.TOKEN, DENY);
    assertThat(form(office.admin, "/oauth2/revoke", "token=" + secret).status()).isEqualTo(200);
    assertThat(office.house.tokens.find(mallory.token().id()).isRevoked()).isTrue();
  }

  @Test
  void whoeverMustProveItselfMaySeeItsOwnChallengeAndNoOther() throws IOException {
    String others = challenge(office.key("bob"), "/do/proof");
    assertThat(office.send(secret, "GET", others, "").status()).isEqualTo(200);
    var _ = hold(Whom.TOKEN, PROOF);
    String own = challenge(secret, "/do/this");
    assertThat(office.send(secret, "GET", own, "").status()).isEqualTo(200);
    assertThat(office.send(secret, "GET", others, "").status()).isEqualTo(404);
    var _ = hold(Whom.PRINCIPAL, DENY);
    assertThat(office.send(secret, "GET", own, "").status()).isEqualTo(401);
  }

  private String challenge(String token, String path) throws IOException {
    JsonNode asked = office.decide(token, path).path("stepUp");
    return "/v1/step-up/" + asked.path("challengeId").asString();
  }

  @Test
  void allThatDescendFromATokenAreHeldWithIt() throws IOException {
    String sibling = office.key("mallory", "orders:read");
    String child = child(secret);
    String grandchild = child(child);
    String last = child(grandchild);
    Hold hold = hold(Whom.TOKEN, DENY);
    for (String token : List.of(secret, child, grandchild, last)) {
      assertThat(verdict(token)).isEqualTo("deny");
      assertThat(office.house.lastDecision().reasons()).containsExactly("reaction:caught");
    }
    assertThat(verdict(sibling)).isEqualTo("allow");
    lift(hold);
    assertThat(List.of(verdict(child), verdict(last))).containsExactly("allow", "allow");
  }

  @Test
  void whoeverActsForAnotherIsHeldThereToo() throws IOException {
    String alice = office.key("alice", "orders:read");
    String form = "&actor_token_type=" + TYPE + "&actor_token=" + secret;
    String acting =
        Office.json(200, exchange(secret, alice + form)).path("access_token").asString();
    assertThat(verdict(acting)).isEqualTo("allow");
    var _ = hold(Whom.PRINCIPAL, DENY);
    assertThat(List.of(verdict(acting), verdict(alice))).containsExactly("deny", "allow");
  }
}
