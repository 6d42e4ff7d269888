package dev.warder.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import dev.warder.replay.Findings;
import dev.warder.replay.Recheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `risk.model` names a file: its figures score, and what is written and measured names it.
class OtherModelTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String BUNDLED = "src/main/resources/risk/default-model.json";

  @TempDir Path folder;
  private int port;
  private String admin = "";

  @Test
  void theFiguresOfTheNamedFileScoreAndRecordsNameThem() throws Exception {
    double usual = prior("");
    String text =
        Files.readString(Path.of(BUNDLED))
            .replace("\"name\": \"default\"", "\"name\": \"ours\"")
            .replaceFirst("\"revision\": \\d+", "\"revision\": 7")
            .replace("\"prior\": 0.001", "\"prior\": 0.01");
    Files.writeString(folder.resolve("ours.json"), text);
    double others = prior("risk: {model: ours.json}\n");

    assertThat(usual).isCloseTo(StrictMath.log(0.001 / 0.999), within(0.01));
    assertThat(others).isCloseTo(StrictMath.log(0.01 / 0.99), within(0.01));
    Findings findings = new Recheck(1, done -> {}).run(folder.resolve("data"));
    assertThat(findings.wrongCount()).isZero();
  }

  /// What the factor `prior` is worth under this configuration.
  private double prior(String more) throws Exception {
    String id = more.isEmpty() ? "default-6" : "ours-7";
    Path file = folder.resolve("warder.yaml");
    Files.writeString(file, "data: data\nserver: {port: 0}\n" + more);
    Settings settings = SettingsReader.read(file, Map.of(), Map.of(), folder);
    try (Service service = Service.listen(settings)) {
      port = service.port();
      admin = Files.readString(folder.resolve("data/admin.token")).strip();
      JsonNode told =
          JSON.readTree(
              send(
                  "POST",
                  "/v1/decisions",
                  """
                  {"token": "%s", "request": {"method": "GET", "scheme": "https", "host": "a.example",
                   "path": "/orders", "sourceIp": "203.0.113.7"}}
                  """
                      .formatted(admin)));
      assertThat(send("GET", "/v1/audit?kind=decision&limit=1", ""))
          .contains("\"model\":\"" + id + "\"");
      assertThat(send("GET", "/metrics", "")).contains(id);
      assertThat(send("GET", "/v1/audit?kind=service.started&limit=1", ""))
          .contains("\"id\":\"" + id + "\"");
      return told.path("risk")
          .path("factors")
          .valueStream()
          .filter(factor -> factor.path("name").asString().equals("prior"))
          .findFirst()
          .orElseThrow()
          .path("points")
          .asDouble();
    }
  }

  private String send(String method, String path, String body) throws Exception {
    return new AsAdmin(port, admin).send(method, path, body, 200);
  }
}
