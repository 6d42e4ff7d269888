package dev.warder.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.token.jose.Signer;
import java.io.IOException;
import java.nio.file.Path;
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

  @Test
  void whoeverOwnsTakesAlong() throws IOException {
    String key = office.key("agent", "orders:read");
    Office.json(200, office.send(
            office.admin, "PUT", "/v1/principals/agent/owner", "{\"owner\":\"alice\"}"));
    Office.json(200, office.post("/v1/principals/alice/delete", ""));
    assertThat(office.decide(key, "/orders/1").path("verdict").asString()).isEqualTo("deny");
    assertThat(office.post("/v1/principals/alice/enable", "").status()).isEqualTo(409);
  }

  @Test
  void aTokenIsBoundAtItsCreationAndIntrospectionNamesTheKey() throws IOException {
    String jwk = "{" + Signer.es256().jwk() + "}";
    String body = "{\"principal\":\"svc\",\"kind\":\"service\",\"bind\":\"dpop\",\"key\":%s}";
    JsonNode made = Office.json(201, office.post("/v1/tokens", body.formatted(jwk)));
    String thumbprint = made.path("key").asString();
    assertThat(thumbprint).hasSize(43);
    String secret = made.path("token").asString();
    assertThat(office.decide(secret, "/public/x").path("error").asString())
        .isEqualTo("invalid_token");
    JsonNode said =
        Office.json(
            200,
            office.send(
                office.admin,
                "POST",
                "/oauth2/introspect",
                "token=" + secret,
                "Content-Type",
                "application/x-www-form-urlencoded"));
    assertThat(said.path("active").asBoolean()).isTrue();
    assertThat(said.path("cnf").path("jkt").asString()).isEqualTo(thumbprint);
    assertThat(said.path("token_type").asString()).isEqualTo("DPoP");
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
