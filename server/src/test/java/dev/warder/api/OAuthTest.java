package dev.warder.api;

import static dev.warder.api.Office.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.audit.Entry;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.token.Issued;
import dev.warder.token.NewToken;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OAuthTest {
  private static final String INTROSPECT = "/oauth2/introspect";
  private static final String REVOKE = "/oauth2/revoke";
  private static final String INACTIVE = "{\"active\":false}";

  @TempDir Path folder;
  private Office office;

  @BeforeEach
  void open() throws IOException {
    office = new Office(folder);
  }

  @AfterEach
  void close() throws IOException {
    office.close();
  }

  private Office.Reply ask(String key, String path, String form, String... headers)
      throws IOException {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/x-www-form-urlencoded";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return office.send(key, "POST", path, form, all);
  }

  private String introspect(String key, String form) throws IOException {
    Office.Reply reply = ask(key, INTROSPECT, form);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.body();
  }

  private static String basic(String name, String secret) {
    String pair = URLEncoder.encode(name, StandardCharsets.UTF_8) + ":" + secret;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private Issued make(NewToken wanted) {
    return office.house.makeToken(wanted);
  }

  private static NewToken wanted(@Nullable Duration ttl, String... cidrs) {
    return new NewToken(
        new Principal("alice", PrincipalKind.USER),
        "",
        List.of("orders:read", "orders:write"),
        ttl,
        List.of(cidrs).stream().map(Plan::cidr).toList(),
        null,
        Map.of());
  }

  @Test
  void aGatewayLearnsWhatAGoodTokenIsWorth() throws IOException {
    Issued issued = make(wanted(Duration.ofHours(1)));
    String secret = House.secret(issued);
    JsonNode told = json(200, ask(office.house.gatewayKey, INTROSPECT, "token=" + secret));
    long made = issued.token().createdAt().getEpochSecond();
    assertThat(told.toString())
        .isEqualTo(
            """
            {"active":true,"scope":"orders:read orders:write","client_id":"%1$s","username":"alice",\
            "token_type":"Bearer","exp":%2$d,"iat":%3$d,"sub":"alice","iss":"http://127.0.0.1:%4$d",\
            "jti":"%1$s","acr":"token","principal_kind":"user"}\
            """
                .formatted(issued.token().id(), made + 3600, made, office.house.port()));
    Entry record = office.newest();
    assertThat(record.node().get("subject").asString()).isEqualTo(issued.token().id());
    assertThat(record.node().get("details").get("route").asString()).isEqualTo(INTROSPECT);
    assertThat(record.json().toString()).doesNotContain(secret);
  }

  /// CVE-2026-4630 (Keycloak): the caller may not know of other people's tokens.
  @Test
  void whateverTheCallerMayNotKnowIsInactiveAndNothingElse() throws IOException {
    String gateway = office.house.gatewayKey;
    String stranger = office.key("mallory", "orders:read");
    String good = House.secret(make(wanted(null)));
    Issued short_ = make(wanted(Duration.ofMinutes(1)));
    Issued ended = make(wanted(null));
    office.house.tokens.revoke(ended.token().id(), "").commit();
    assertThat(introspect(stranger, "token=" + good)).isEqualTo(INACTIVE);
    assertThat(introspect(gateway, "token=" + House.secret(ended))).isEqualTo(INACTIVE);
    assertThat(introspect(gateway, "token=wrd_nonsense")).isEqualTo(INACTIVE);
    assertThat(introspect(gateway, "token=%F0%9F%A6%8A&token_type_hint=x")).isEqualTo(INACTIVE);
    office.house.clock.advance(Duration.ofMinutes(2));
    assertThat(introspect(gateway, "token=" + House.secret(short_))).isEqualTo(INACTIVE);
    assertThat(introspect(gateway, "token=" + good)).startsWith("{\"active\":true");
    String own = office.key("alice");
    assertThat(introspect(own, "token=" + good)).startsWith("{\"active\":true");
  }

  @Test
  void aTokenThatIsBoundToNetworksIsGoodThereAlone() throws IOException {
    String bound = House.secret(make(wanted(null, "192.0.2.0/24")));
    String gateway = office.house.gatewayKey;
    assertThat(introspect(gateway, "token=" + bound)).isEqualTo(INACTIVE);
    assertThat(introspect(gateway, "token=" + bound + "&source_ip=198.51.100.1"))
        .isEqualTo(INACTIVE);
    assertThat(introspect(gateway, "token=" + bound + "&source_ip=192.0.2.7"))
        .startsWith("{\"active\":true");
    Office.Reply wrong = ask(gateway, INTROSPECT, "token=" + bound + "&source_ip=here");
    assertThat(wrong.status()).isEqualTo(400);
  }

  @Test
  void standardClientsProveThemselvesWithNameAndSecret() throws IOException {
    Issued client = office.house.makeToken("api", "warder:decide");
    String secret = House.secret(client);
    String id = client.token().id();
    String body = "token=" + secret;
    for (String name : List.of(id, "api")) {
      assertThat(ask("", INTROSPECT, body, "Authorization", basic(name, secret)).status())
          .isEqualTo(200);
      String posted = body + "&client_id=" + name + "&client_secret=" + secret;
      assertThat(ask("", INTROSPECT, posted).status()).isEqualTo(200);
    }
    for (String authorization : List.of(basic("other", secret), basic(id, "wrd_x"), "Bearer x")) {
      Office.Reply reply = ask("", INTROSPECT, body, "Authorization", authorization);
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.header("www-authenticate")).isEqualTo("Basic realm=\"warder\", Bearer");
      assertThat(json(reply).get("error").asString()).isEqualTo("invalid_client");
    }
    assertThat(ask("", INTROSPECT, body).status()).isEqualTo(401);
    assertThat(ask("", INTROSPECT, body + "&client_id=x&client_secret=" + secret).status())
        .isEqualTo(401);
    String twice = body + "&client_id=api&client_secret=" + office.admin;
    assertThat(ask("", INTROSPECT, twice, "Authorization", basic("api", secret)).status())
        .isEqualTo(400);
  }

  @Test
  void whatCannotBeReadIsRefusedInTheFormOfOAuth() throws IOException {
    for (String form : List.of("", "token=", "token=a&token=b", "token=%", "x=1")) {
      Office.Reply reply = ask(office.admin, INTROSPECT, form);
      assertThat(reply.status()).as(form).isEqualTo(400);
      assertThat(reply.header("content-type")).startsWith("application/json");
      assertThat(json(reply).get("error").asString()).isEqualTo("invalid_request");
    }
    Office.Reply json = office.post(INTROSPECT, "{}", "Content-Type", "application/json");
    assertThat(json.status()).isEqualTo(400);
    Office.Reply large = ask(office.admin, INTROSPECT, "token=" + "x".repeat(40_000));
    assertThat(large.status()).isEqualTo(413);
    Office.Reply basic = ask("", INTROSPECT, "token=x", "Authorization", "Basic !");
    assertThat(json(400, basic).get("error").asString()).isEqualTo("invalid_request");
  }

  @Test
  void itsOwnerEndsATokenAndSoDoesAnAdministrator() throws IOException {
    Issued mine = make(wanted(null, "192.0.2.0/24"));
    Issued other = make(wanted(null));
    String alice = office.key("alice");
    assertThat(ask(alice, REVOKE, "token=" + House.secret(mine)).status()).isEqualTo(200);
    assertThat(office.house.tokens.find(mine.token().id()).isRevoked()).isTrue();
    JsonNode record = office.records("token.revoked").getLast().node();
    assertThat(record.get("subject").asString()).isEqualTo(mine.token().id());
    assertThat(ask(office.admin, REVOKE, "token=" + House.secret(other)).status()).isEqualTo(200);
    assertThat(office.house.tokens.find(other.token().id()).isRevoked()).isTrue();
    assertThat(ask(alice, REVOKE, "token=" + alice).status()).isEqualTo(200);
    assertThat(ask(alice, INTROSPECT, "token=" + alice).status()).isEqualTo(401);
  }

  @Test
  void nobodyElseEndsATokenAndWhatIsNoneIsEndedAlready() throws IOException {
    Issued theirs = make(wanted(null));
    String gateway = office.house.gatewayKey;
    Office.Reply refused = ask(gateway, REVOKE, "token=" + House.secret(theirs));
    assertThat(json(400, refused).get("error").asString()).isEqualTo("unauthorized_client");
    assertThat(office.house.tokens.find(theirs.token().id()).isRevoked()).isFalse();
    assertThat(ask(gateway, REVOKE, "token=wrd_unknown&token_type_hint=refresh_token").status())
        .isEqualTo(200);
  }

  @Test
  void programsFindTheEndpointsByThemselves() throws IOException {
    String base = "http://127.0.0.1:" + office.house.port();
    Office.Reply challenged = office.send("", "GET", "/v1/tokens", "");
    String at = base + "/.well-known/oauth-protected-resource";
    assertThat(challenged.header("www-authenticate"))
        .isEqualTo("Bearer resource_metadata=\"" + at + "\"");
    JsonNode resource =
        json(200, office.send("", "GET", "/.well-known/oauth-protected-resource", ""));
    assertThat(resource.get("resource").asString()).isEqualTo(base);
    assertThat(resource.get("authorization_servers").get(0).asString()).isEqualTo(base);
    JsonNode server =
        json(200, office.send("", "GET", "/.well-known/oauth-authorization-server", ""));
    assertThat(server.get("issuer").asString()).isEqualTo(base);
    assertThat(server.get("introspection_endpoint").asString()).isEqualTo(base + INTROSPECT);
    assertThat(server.get("revocation_endpoint").asString()).isEqualTo(base + REVOKE);
  }
}
