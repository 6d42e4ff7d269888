package dev.warder.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What people say over HTTP holds, also when all that is left is the journal.
class FeedbackRecallTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private int port;

  @Test
  void whatWasSaidAndForgottenHoldsAfterARestartFromTheJournal() throws Exception {
    JsonNode said;
    try (Service service = start()) {
      port = service.port();
      String alice = token("alice");
      String eve = token("eve");
      String strange = decide(alice);
      decide(eve);
      assertThat(profile("alice").get("learned").asLong()).isZero();

      assertThat(feedback(strange, "legitimate", 200).get("changed").asBoolean()).isTrue();
      assertThat(feedback(strange, "legitimate", 200).get("changed").asBoolean()).isFalse();
      feedback(strange, "perhaps", 400);
      feedback("dec_01J00000000000000000000000", "legitimate", 404);
      feedback(decide(eve), "legitimate", 200);
      said = profile("alice");
      assertThat(said.get("learned").asLong()).isEqualTo(1);
      assertThat(said.get("routes").get(0).get("name").asString()).isEqualTo("/orders");
      assertThat(profile("eve").get("learned").asLong()).isEqualTo(1);

      send("POST", "/v1/principals/eve/forget", "", 200);
      assertThat(send("GET", "/v1/principals/eve", "", 200).has("profile")).isFalse();
    }
    delete(folder.resolve("data/profiles"));
    try (Service service = start()) {
      port = service.port();
      assertThat(profile("alice")).isEqualTo(said);
      assertThat(send("GET", "/v1/principals/eve", "", 200).has("profile")).isFalse();
      var audit = send("GET", "/v1/audit?kind=decision.feedback", "", 200).get("items");
      assertThat(audit).hasSize(2);
    }
  }

  private Service start() throws Exception {
    Map<String, String> options =
        Map.of("data", folder.resolve("data").toString(), "server.port", "0");
    Settings settings = SettingsReader.read(null, Map.of(), options, folder);
    return Service.listen(settings);
  }

  private String token(String principal) throws Exception {
    String body = "{\"principal\": \"" + principal + "\"}";
    return send("POST", "/v1/tokens", body, 201).get("token").asString();
  }

  private String decide(String token) throws Exception {
    String body =
        """
        {"token": "%s", "request": {"method": "GET", "scheme": "https", "host": "api.example.com",
         "path": "/orders", "sourceIp": "203.0.113.7", "headers": {"user-agent": "curl/8.5.0"}}}
        """
            .formatted(token);
    return send("POST", "/v1/decisions", body, 200).get("id").asString();
  }

  private JsonNode feedback(String decision, String label, int status) throws Exception {
    String body = "{\"label\": \"" + label + "\"}";
    return send("POST", "/v1/decisions/" + decision + "/feedback", body, status);
  }

  private JsonNode profile(String principal) throws Exception {
    return send("GET", "/v1/principals/" + principal, "", 200).get("profile");
  }

  private JsonNode send(String method, String path, String body, int status) throws Exception {
    return JSON.readTree(AsAdmin.of(port, folder.resolve("data")).send(method, path, body, status));
  }

  private static void delete(Path tree) throws IOException {
    try (var files = Files.walk(tree)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
