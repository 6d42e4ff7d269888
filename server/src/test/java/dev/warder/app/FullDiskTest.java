package dev.warder.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.Wire;
import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import dev.warder.audit.Examination;
import dev.warder.audit.JournalVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The kernel gives the files of this process no more room: the service denies, says so, and goes
/// on by itself once there is room.
///
/// A limit on the size of files (`RLIMIT_FSIZE`), because it needs no rights to set, as a file
/// system of one's own would; writing past it fails, half-written, as on a full disk.
@Tag("conformance")
class FullDiskTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  @TempDir Path folder;

  @AfterEach
  void giveRoom() throws Exception {
    limit("unlimited");
  }

  private static void limit(String bytes) throws Exception {
    String pid = Long.toString(ProcessHandle.current().pid());
    Process process =
        new ProcessBuilder("prlimit", "--pid", pid, "--fsize=" + bytes + ":")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private Settings settings() throws Exception {
    Path file = folder.resolve("warder.yaml");
    Files.writeString(file, "data: data\nserver: {port: 0}\ndecide: {deadline: 5s}\n");
    return SettingsReader.read(file, Map.of(), Map.of(), folder);
  }

  private static JsonNode post(int port, String key, String path, String body) throws IOException {
    List<String> head =
        List.of(
            "POST " + path + " HTTP/1.1",
            "Content-Type: application/json",
            "Authorization: Bearer " + key,
            "X-Warder-Gateway-Key: " + key);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return JSON.readTree(Wire.send(port, head, bytes).body());
  }

  private static Wire.Answer get(int port, String path) throws IOException {
    return Wire.send(port, List.of("GET " + path + " HTTP/1.1"), new byte[0]);
  }

  private static JsonNode decide(int port, String key, String token) throws IOException {
    String body =
        """
        {"token": "%s", "request": {"method": "GET", "scheme": "https", "host": "a.example.com",
         "path": "/orders", "sourceIp": "203.0.113.7", "headers": {"user-agent": "curl/8.5.0"}}}
        """
            .formatted(token);
    return post(port, key, "/v1/decisions", body);
  }

  /// Asks until the service is ready, or is not.
  private static void awaitReady(int port, int status) throws IOException {
    long end = System.nanoTime() + PATIENCE;
    while (get(port, "/readyz").status() != status) {
      assertThat(System.nanoTime()).as("/readyz must become " + status).isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void aFullDiskDeniesLoudlyAndIsGotOverWithoutARestart() throws Exception {
    Set<String> allowed = new HashSet<>();
    Settings settings = settings();
    try (Service service = Service.listen(settings)) {
      int port = service.port();
      String admin = Files.readString(settings.data().resolve("admin.token")).strip();
      JsonNode made = post(port, admin, "/v1/tokens", "{\"principal\": \"alice\"}");
      String token = made.get("token").asString();
      assertThat(decide(port, admin, token).get("verdict").asString()).isEqualTo("allow");

      Path segment = settings.data().resolve("journal/00000000000000000000.jsonl");
      limit(Long.toString(Files.size(segment) + 40_000));
      String verdict = "allow";
      for (int i = 0; i < 500 && verdict.equals("allow"); i++) {
        JsonNode decided = decide(port, admin, token);
        verdict = decided.get("verdict").asString();
        if (verdict.equals("allow")) {
          allowed.add(decided.get("id").asString());
        }
      }
      assertThat(verdict).isEqualTo("deny");
      limit("1000"); // a record that is shorter than the one refused finds no room either
      assertThat(decide(port, admin, token).get("verdict").asString()).isEqualTo("deny");
      awaitReady(port, 503);
      assertThat(get(port, "/readyz").body()).contains("\"journal\":false");
      assertThat(get(port, "/metrics").body()).contains("warder_journal_healthy 0.0");
      assertThat(get(port, "/healthz").status()).isEqualTo(200);

      limit("unlimited");
      awaitReady(port, 200);
      JsonNode again = decide(port, admin, token);
      assertThat(again.get("verdict").asString()).isEqualTo("allow");
      allowed.add(again.get("id").asString());
      assertThat(get(port, "/metrics").body()).contains("warder_journal_healthy 1.0");
    }
    assertThat(JournalVerifier.verify(settings.data(), null, null))
        .isInstanceOf(Examination.Intact.class);
    String journal =
        Files.readString(settings.data().resolve("journal/00000000000000000000.jsonl"));
    assertThat(allowed).isNotEmpty().allMatch(journal::contains);
    assertThat(journal).contains("\"journal.interrupted\"");
  }
}
