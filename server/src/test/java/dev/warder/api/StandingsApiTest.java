package dev.warder.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.token.jose.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StandingsApiTest {
  private Office office;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    office = new Office(folder);
  }

  @AfterEach
  void close() throws IOException {
    office.close();
  }

  /// CVE-2025-64521: a deactivated service account still authenticated.
  @Test
  void theNextCallAfterDisablingIsDeniedAndBothAreOnRecord() throws IOException {
    String key = office.key("svc", "orders:read");
    assertThat(office.decide(key, "/orders/1").path("verdict").asString()).isEqualTo("allow");
    JsonNode disabled =
        Office.json(200, office.post("/v1/principals/svc/disable", "{\"reason\":\"left\"}"));
    assertThat(disabled.path("state").asString()).isEqualTo("disabled");
    JsonNode denied = office.decide(key, "/orders/1");
    assertThat(denied.path("error").asString()).isEqualTo("invalid_token");
    assertThat(Office.json(200, office.get("/v1/principals/svc")).path("disabledReason").asString())
        .isEqualTo("left");
    Office.json(200, office.post("/v1/principals/svc/enable", ""));
    assertThat(office.decide(key, "/orders/1").path("verdict").asString()).isEqualTo("allow");
    assertThat(office.records("principal.disabled")).hasSize(1);
    assertThat(office.records("principal.enabled")).hasSize(1);
  }

  /// What a token's record says is what the next decision says.
  @Test
  void aTokenOfWhoMayNotActIsShownAsDisabled() throws IOException {
    office.key("svc", "orders:read");
    assertThat(states("svc")).containsExactly("active");
    Office.json(200, office.post("/v1/principals/svc/disable", ""));
    assertThat(states("svc")).containsExactly("disabled");
    Office.json(200, office.post("/v1/principals/svc/enable", ""));
    assertThat(states("svc")).containsExactly("active");
    Office.json(
        200, office.send(office.admin, "PUT", "/v1/principals/svc/owner", "{\"owner\":\"boss\"}"));
    Office.json(200, office.post("/v1/principals/boss/delete", ""));
    assertThat(states("svc")).containsExactly("disabled");
  }

  private List<String> states(String principal) throws IOException {
    JsonNode shown = Office.json(200, office.get("/v1/principals/" + principal));
    JsonNode listed = Office.json(200, office.get("/v1/tokens?principal=" + principal));
    List<String> states = new ArrayList<>();
    listed
        .path("items")
        .forEach(token -> {
          states.add(token.path("state").asString());
          JsonNode one = uncheckedGet("/v1/tokens/" + token.path("id").asString());
          assertThat(one.path("state")).isEqualTo(token.path("state"));
        });
    assertThat(shown.path("tokens").findValuesAsString("state")).isEqualTo(states);
    return states;
  }

  private JsonNode uncheckedGet(String path) {
    try {
      return Office.json(200, office.get(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whoeverOwnsTakesAlong() throws IOException {
    String key = office.key("agent", "orders:read");
    Office.json(
        200,
        office.send(office.admin, "PUT", "/v1/principals/agent/owner", "{\"owner\":\"alice\"}"));
    Office.json(200, office.post("/v1/principals/alice/delete", ""));
    assertThat(office.decide(key, "/orders/1").path("verdict").asString()).isEqualTo("deny");
    assertThat(office.post("/v1/principals/alice/enable", "").status()).isEqualTo(409);
  }

  @Test
  void aTokenIsBoundAtItsCreationAndIntrospectionNamesTheKey() throws IOException {
    String jwk = "{" + Signer.es256().jwk() + "}";
    JsonNode made =
        Office.json(
            201,
            office.post(
                "/v1/tokens",
                "{\"principal\":\"svc\",\"kind\":\"service\",\"bind\":\"dpop\",\"key\":"
                    + jwk
                    + "}"));
    String thumbprint = made.path("key").asString();
    assertThat(thumbprint).hasSize(43);
    String secret = made.path("token").asString();
    assertThat(office.decide(secret, "/public/x").path("error").asString())
        .isEqualTo("invalid_token");
    JsonNode said = introspected(secret);
    assertThat(said.path("active").asBoolean()).isTrue();
    assertThat(said.path("cnf").path("jkt").asString()).isEqualTo(thumbprint);
    assertThat(said.path("token_type").asString()).isEqualTo("DPoP");
  }

  /// RFC 8705 section 3.2; where policy alone asks for the key, whoever introspects need not.
  @Test
  void introspectionNamesACertificateAndNoKeyThatMayBeLeftOut() throws IOException {
    String certificate = "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0";
    String body = "{\"principal\":\"svc\",\"kind\":\"service\",\"bind\":\"%s\",\"key\":\"%s\"%s}";
    JsonNode bound =
        introspected(made(body.formatted("mtls", certificate, "")).path("token").asString());
    assertThat(bound.path("cnf").toString()).isEqualTo("{\"x5t#S256\":\"" + certificate + "\"}");
    assertThat(bound.path("token_type").asString()).isEqualTo("Bearer");
    String asked = body.formatted("dpop", certificate, ",\"bindWhen\":\"asked\"");
    JsonNode free = introspected(made(asked).path("token").asString());
    assertThat(free.path("active").asBoolean()).isTrue();
    assertThat(free.has("cnf")).isFalse();
    assertThat(free.path("token_type").asString()).isEqualTo("Bearer");
  }

  private JsonNode made(String body) throws IOException {
    return Office.json(201, office.post("/v1/tokens", body));
  }

  private JsonNode introspected(String secret) throws IOException {
    return Office.json(
        200,
        office.send(
            office.admin,
            "POST",
            "/oauth2/introspect",
            "token=" + secret,
            "Content-Type",
            "application/x-www-form-urlencoded"));
  }

  @Test
  void aBindingThatCannotBeIsRefused() throws IOException {
    for (String bad :
        new String[] {
          "\"bind\":\"dpop\"",
          "\"bind\":\"tls\",\"key\":\"x\"",
          "\"bind\":\"dpop\",\"key\":\"x\"",
          "\"bind\":\"dpop\",\"key\":{\"kty\":\"oct\",\"k\":\"AAAA\"}",
          "\"bind\":\"mtls\",\"key\":{}",
          "\"bind\":\"mtls\",\"key\":\"-----BEGIN\"",
          "\"key\":\"x\"",
          "\"bindWhen\":\"always\""
        }) {
      assertThat(office.post("/v1/tokens", "{\"principal\":\"svc\"," + bad + "}").status())
          .as(bad)
          .isEqualTo(400);
    }
  }
}
