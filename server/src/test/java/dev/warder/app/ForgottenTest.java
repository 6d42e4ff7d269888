package dev.warder.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import dev.warder.audit.Examination;
import dev.warder.audit.JournalVerifier;
import dev.warder.replay.Findings;
import dev.warder.replay.Recheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who is forgotten stands nowhere any more, and what was recorded still proves itself.
class ForgottenTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> PERSONAL =
      List.of("alice-of-nowhere", "203.0.113.77", "LaptopOfAlice");

  @TempDir Path folder;
  private int port;

  @Test
  void nothingPersonalIsLeftInJournalIndexAndProfiles() throws Exception {
    try (Service service = start()) {
      port = service.port();
      String token =
          send("POST", "/v1/tokens", "{\"principal\": \"alice-of-nowhere\"}", 201)
              .get("token")
              .asString();
      String decision = decide(token);
      decide(token);
      assertThat(search("principal=alice-of-nowhere")).isNotEmpty();
      assertThat(search("address=203.0.113.0/24")).hasSize(2);
      JsonNode shown = send("GET", "/v1/decisions/" + decision, "", 200);
      assertThat(shown.toString()).contains("203.0.113.77");

      JsonNode told = send("POST", "/v1/principals/alice-of-nowhere/forget", "", 200);
      String pseudonym = told.get("pseudonym").asString();
      assertThat(told.get("recordsUnreadable").asBoolean()).isTrue();
      assertThat(search("principal=" + pseudonym)).isNotEmpty();
      assertThat(search("address=203.0.113.0/24")).isEmpty();
      send("GET", "/v1/decisions/" + decision, "", 404);
      lookThrough(service.wiring().settings.data());
    }
    Path data = folder.resolve("data");
    lookThrough(data);
    assertThat(JournalVerifier.verify(data, null, null)).isInstanceOf(Examination.Intact.class);
    Findings findings = new Recheck(1, done -> {}).run(data);
    assertThat(findings.sealedCount()).isEqualTo(2);
    assertThat(findings.wrongCount()).isZero();
    try (Service service = start()) {
      port = service.port();
      assertThat(send("GET", "/v1/principals/alice-of-nowhere", "", 200).has("profile")).isFalse();
    }
  }

  private static void lookThrough(Path data) throws Exception {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.getFileName().toString().startsWith("warder.db")) {
          continue; // the token is there still
        }
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(PERSONAL).as("%s", file).noneMatch(content::contains);
      }
    }
  }

  private List<JsonNode> search(String condition) throws Exception {
    return send("GET", "/v1/audit?" + condition, "", 200).get("items").valueStream().toList();
  }

  private Service start() throws Exception {
    Path file = folder.resolve("warder.yaml");
    Files.writeString(file, "data: data\nserver: {port: 0}\naudit: {seal: true}\n");
    Settings settings = SettingsReader.read(file, Map.of(), Map.of(), folder);
    return Service.listen(settings);
  }

  private String decide(String token) throws Exception {
    String body =
        """
        {"token": "%s", "request": {"method": "GET", "scheme": "https", "host": "api.example.com",
         "path": "/orders", "sourceIp": "203.0.113.77", "headers": {"user-agent": "curl/8.5.0 (LaptopOfAlice)"}}}
        """
            .formatted(token);
    return send("POST", "/v1/decisions", body, 200).get("id").asString();
  }

  private JsonNode send(String method, String path, String body, int status) throws Exception {
    return JSON.readTree(AsAdmin.of(port, folder.resolve("data")).send(method, path, body, status));
  }
}
