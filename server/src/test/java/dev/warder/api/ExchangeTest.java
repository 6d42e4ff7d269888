package dev.warder.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.RateLimit;
import dev.warder.token.Issued;
import dev.warder.token.NewToken;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Tokens that are exchanged for children of theirs (RFC 8693).
class ExchangeTest {
  private static final String TYPE = "urn:ietf:params:oauth:token-type:access_token";
  private Office office;
  private Issued parent;
  private String secret;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    office = new Office(folder);
    parent = office.house.makeToken("alice", "orders:read", "orders:write", "warder:read");
    secret = House.secret(parent);
  }

  @AfterEach
  void close() throws IOException {
    office.close();
  }

  private Office.Reply exchange(String caller, String subject, String... more) throws IOException {
    StringBuilder form =
        new StringBuilder("grant_type=urn:ietf:params:oauth:grant-type:token-exchange");
    form.append("&subject_token_type=").append(TYPE).append("&subject_token=").append(subject);
    for (int i = 0; i < more.length; i += 2) {
      form.append('&').append(more[i]).append('=');
      form.append(URLEncoder.encode(more[i + 1], StandardCharsets.UTF_8));
    }
    return office.send(
        caller,
        "POST",
        "/oauth2/token",
        form.toString(),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private String child(String... more) throws IOException {
    return Office.json(200, exchange(secret, secret, more)).path("access_token").asString();
  }

  private String verdict(String token) throws IOException {
    return office.decide(token, "/orders/1").path("verdict").asString();
  }

  private void assertRefused(Office.Reply answer) {
    JsonNode said = Office.json(400, answer);
    assertThat(said.path("error").asString()).isEqualTo("invalid_request");
    assertThat(answer.body()).doesNotContain("wrd_");
  }

  @Test
  void aChildHasLessAndPasses() throws IOException {
    JsonNode made = Office.json(200, exchange(secret, secret, "scope", "orders:read"));
    assertThat(made.path("scope").asString()).isEqualTo("orders:read");
    assertThat(made.path("expires_in").asInt()).isEqualTo(900);
    assertThat(made.path("token_type").asString()).isEqualTo("Bearer");
    assertThat(verdict(made.path("access_token").asString())).isEqualTo("allow");
    JsonNode shown = Office.json(200, office.get("/v1/tokens/" + made.path("token_id").asString()));
    assertThat(shown.path("parent").asString()).isEqualTo(parent.token().id());
    assertThat(office.records("token.exchanged")).hasSize(1);
  }

  @Test
  void aChildIsShownAsEndedWithItsParentAndAsDisabledWithItsPrincipal() throws IOException {
    JsonNode made = Office.json(200, exchange(secret, secret));
    String id = made.path("token_id").asString();
    assertThat(state(id)).isEqualTo("active");
    Office.json(200, office.post("/v1/principals/alice/disable", ""));
    assertThat(state(id)).isEqualTo("disabled");
    Office.json(200, office.post("/v1/principals/alice/enable", ""));
    Office.json(200, office.post("/v1/tokens/" + parent.token().id() + "/revoke", ""));
    assertThat(state(id)).isEqualTo("ended");
    assertThat(state(parent.token().id())).isEqualTo("revoked");
    assertThat(verdict(made.path("access_token").asString())).isEqualTo("deny");
  }

  private String state(String id) throws IOException {
    return Office.json(200, office.get("/v1/tokens/" + id)).path("state").asString();
  }

  @Test
  void powerOverWarderIsNotHandedOn() throws IOException {
    assertThat(office.send(child(), "GET", "/v1/tokens", "").status()).isEqualTo(403);
    assertRefused(exchange(secret, secret, "scope", "warder:read"));
  }

  @Test
  void aChildIsNeverWider() throws IOException {
    assertRefused(exchange(secret, secret, "scope", "orders:read admin"));
    assertRefused(exchange(secret, secret, "expires_in", "3601"));
    assertRefused(exchange(secret, secret, "expires_in", "0"));
    assertRefused(exchange(secret, secret, "expires_in", "-1"));
    assertRefused(exchange(secret, secret, "audience", "other"));
    NewToken bound =
        new NewToken(
            new Principal("bob", PrincipalKind.USER),
            "",
            List.of("orders:read"),
            Duration.ofMinutes(5),
            List.of(dev.warder.Plan.cidr("127.0.0.0/8")),
            new RateLimit(1, Duration.ofHours(1)),
            Map.of());
    String bob = House.secret(office.house.makeToken(bound));
    assertRefused(exchange(bob, bob, "allow_cidrs", "0.0.0.0/0"));
    assertRefused(exchange(bob, bob, "allow_cidrs", "127.0.0.0/7"));
    JsonNode made = Office.json(200, exchange(bob, bob, "allow_cidrs", "127.0.0.1"));
    assertThat(made.path("expires_in").asInt()).isEqualTo(300);
    JsonNode shown = Office.json(200, office.get("/v1/tokens/" + made.path("token_id").asString()));
    assertThat(shown.path("allowCidrs").toString()).isEqualTo("[\"127.0.0.1/32\"]");
    assertThat(shown.path("rateLimit").path("requests").asInt()).isEqualTo(1);
  }

  @Test
  void childrenShareTheRateOfTheirParent() throws IOException {
    NewToken slow =
        new NewToken(
            new Principal("carol", PrincipalKind.USER),
            "",
            List.of("orders:read"),
            null,
            List.of(),
            new RateLimit(2, Duration.ofHours(1)),
            Map.of());
    String carol = House.secret(office.house.makeToken(slow));
    String one = Office.json(200, exchange(carol, carol)).path("access_token").asString();
    String two = Office.json(200, exchange(carol, carol)).path("access_token").asString();
    assertThat(List.of(verdict(one), verdict(two), verdict(one), verdict(carol)))
        .containsExactly("allow", "allow", "throttle", "throttle");
  }

  @Test
  void aChildFallsWithItsParentAtOnceAndSoDoItsChildren() throws IOException {
    String child = child();
    String grandchild = Office.json(200, exchange(child, child)).path("access_token").asString();
    assertThat(verdict(grandchild)).isEqualTo("allow");
    office.house.tokens.revoke(parent.token().id(), "").commit();
    assertThat(verdict(child)).isEqualTo("deny");
    assertThat(verdict(grandchild)).isEqualTo("deny");
  }

  @Test
  void nobodyHasMoreThanFiveAncestors() throws IOException {
    String token = secret;
    for (int i = 0; i < 5; i++) {
      token = Office.json(200, exchange(token, token)).path("access_token").asString();
      assertThat(verdict(token)).isEqualTo("allow");
    }
    assertRefused(exchange(token, token));
  }

  @Test
  void anAgentActsForSomebodyOnRecordAndForACountOfCalls() throws IOException {
    String agent = office.key("helper", "x");
    String made =
        Office.json(
                200,
                exchange(
                    agent, secret, "actor_token", agent, "actor_token_type", TYPE, "calls", "2"))
            .path("access_token")
            .asString();
    JsonNode said =
        Office.json(
            200,
            office.send(
                office.admin,
                "POST",
                "/oauth2/introspect",
                "token=" + made,
                "Content-Type",
                "application/x-www-form-urlencoded"));
    assertThat(said.path("sub").asString()).isEqualTo("alice");
    assertThat(said.path("act").path("sub").asString()).isEqualTo("helper");
    assertThat(List.of(verdict(made), verdict(made), verdict(made)))
        .containsExactly("allow", "allow", "deny");
    String other =
        Office.json(200, exchange(agent, secret, "actor_token", agent, "actor_token_type", TYPE))
            .path("access_token")
            .asString();
    office.house.principals.disable("helper", "");
    assertThat(verdict(other)).isEqualTo("deny");
  }

  /// CVE-2026-9704: a subject_token was silently dropped, and the caller itself taken for it.
  @Test
  void aSubjectTokenThatIsNotGoodFailsTheExchange() throws IOException {
    assertRefused(exchange(secret, "wrd_" + "0".repeat(38)));
    assertRefused(exchange(secret, ""));
    assertRefused(exchange(secret, "x".repeat(100)));
  }

  /// CVE-2026-4630, CVE-2026-40264: what is another's is not exchanged, renewed or taken over.
  @Test
  void anothersTokenNeedsAnActorAndTheActorIsTheCaller() throws IOException {
    String agent = office.key("helper", "x");
    assertRefused(exchange(agent, secret));
    assertRefused(exchange(agent, secret, "actor_token", secret, "actor_token_type", TYPE));
    assertRefused(exchange(agent, secret, "actor_token", agent));
  }

  /// CVE-2026-15572: the kind and ties of a token stay as they were made.
  @Test
  void aChildCannotBeChangedIntoSomethingWider() throws IOException {
    JsonNode made = Office.json(200, exchange(secret, secret, "scope", "orders:read"));
    String path = "/v1/tokens/" + made.path("token_id").asString();
    Office.Reply changed =
        office.send(office.admin, "PATCH", path, "{\"scopes\":[\"orders:read\",\"admin\"]}");
    assertThat(changed.status()).isEqualTo(400);
    assertThat(office.send(office.admin, "PATCH", path, "{\"kind\":\"agent\"}").status())
        .isEqualTo(400);
    assertThat(office.post(path + "/rotate", "").status()).isEqualTo(200);
  }
}
