package dev.warder.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator does to the data folder of a stopped service.
class AdminTest {
  private static final String CREATE = "POST /v1/tokens {\"principal\": \"%s\"%s}";

  @TempDir private Path folder;

  @Test
  void aResetTokenIsTheOnlyFirstOneThatIsGood() throws Exception {
    String old;
    try (var service = service()) {
      old = admin();
      assertThat(ask(service.port(), old, CREATE.formatted("bob", ""))).isEqualTo(201);
    }
    Played run = play("admin", "reset-token", "--data", "d");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(folder.resolve("d/admin.token") + "\n");
    assertThat(run.err()).contains("Revoked: tok_").doesNotContain("stay good", admin());
    assertThat(admin()).isNotEqualTo(old);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("d/admin.token"))))
        .isEqualTo("rw-------");
    try (var service = service()) {
      assertThat(ask(service.port(), old, "GET /v1/tokens ")).isEqualTo(401);
      assertThat(ask(service.port(), admin(), "GET /v1/tokens ")).isEqualTo(200);
    }
    for (String kind : new String[] {"token.revoked", "token.created"}) {
      assertThat(play("audit", "search", "d", "--kind", kind, "--json").out())
          .contains("\"actor\":\"operator\"");
    }
    assertThat(play("audit", "verify", "d").exit()).isZero();
  }

  @Test
  void otherAdminsAreToldOfAndStay() throws Exception {
    try (var service = service()) {
      String more = CREATE.formatted("root", ", \"scopes\": [\"warder:admin\"]");
      assertThat(ask(service.port(), admin(), more)).isEqualTo(201);
    }
    assertThat(play("admin", "reset-token", "--data", "d").err())
        .contains("1 other token(s) with the scope warder:admin stay good");
    assertThat(play("admin", "reset-token", "--data", "d", "--json").out())
        .contains("\"otherAdmins\":1", "\"revoked\":[\"tok_");
  }

  @Test
  void anAdminThatMayNotActIsLetInAgain() throws Exception {
    try (var service = service()) {
      String owned = "PUT /v1/principals/admin/owner {\"owner\": \"boss\"}";
      assertThat(ask(service.port(), admin(), owned)).isEqualTo(200);
      assertThat(ask(service.port(), admin(), CREATE.formatted("boss", ""))).isEqualTo(201);
      assertThat(ask(service.port(), admin(), "POST /v1/principals/boss/disable {}"))
          .isEqualTo(200);
      assertThat(ask(service.port(), admin(), "GET /v1/tokens ")).isEqualTo(401);
    }
    assertThat(play("admin", "reset-token", "--data", "d").exit()).isZero();
    try (var service = service()) {
      assertThat(ask(service.port(), admin(), "GET /v1/tokens ")).isEqualTo(200);
      assertThat(ask(service.port(), admin(), "POST /v1/principals/admin/disable {}"))
          .isEqualTo(200);
      assertThat(ask(service.port(), admin(), "GET /v1/tokens ")).isEqualTo(401);
    }
    assertThat(play("admin", "reset-token", "--data", "d").exit()).isZero();
    try (var service = service()) {
      assertThat(ask(service.port(), admin(), "GET /v1/tokens ")).isEqualTo(200);
    }
  }

  @Test
  void besideARunningServiceNothingIsChanged() throws Exception {
    try (var service = service()) {
      String before = admin();
      for (String command : new String[] {"reset-token", "rotate-pepper"}) {
        Played run = play("admin", command, "--data", "d");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).startsWith("warder: another process writes to ").hasLineCount(2);
      }
      assertThat(admin()).isEqualTo(before);
      assertThat(peppers()).hasSize(1);
      assertThat(ask(service.port(), before, "GET /v1/tokens ")).isEqualTo(200);
    }
  }

  @Test
  void whereNoServiceEverRanNothingIsMade() {
    for (String command : new String[] {"reset-token", "rotate-pepper"}) {
      Played run = play("admin", command, "--data", "elsewhere");
      assertThat(run.exit()).isEqualTo(3);
      assertThat(run.err()).contains("is no data folder of a service", "--data").hasLineCount(2);
    }
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void anotherPepperKeepsWhatIsThereGood() throws Exception {
    service().close();
    Played run = play("admin", "rotate-pepper", "--data", "d");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(peppers()).hasSize(2).last().hasToString(run.out().strip());
    String first = admin();
    try (var service = service()) {
      assertThat(ask(service.port(), first, "GET /v1/tokens ")).isEqualTo(200);
    }
    assertThat(play("admin", "reset-token", "--data", "d").exit()).isZero();
    Path newest = peppers().getLast();
    Path aside = Files.move(newest, folder.resolve("aside"));
    Played without = play("serve", "--data", "d", "--port", "0");
    assertThat(without.err()).contains("stored tokens need the key " + newest.getFileName());
    Files.move(aside, newest);
    try (var service = service()) {
      assertThat(ask(service.port(), admin(), "GET /v1/tokens ")).isEqualTo(200);
    }
    assertThat(play("audit", "search", "d", "--kind", "pepper.rotated", "--json").out())
        .contains("\"actor\":\"operator\"");
  }

  private String admin() throws IOException {
    return Files.readString(folder.resolve("d/admin.token")).strip();
  }

  private List<Path> peppers() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("d/keys"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("pepper-"))
          .sorted()
          .toList();
    }
  }

  private dev.warder.app.Service service() throws Exception {
    Map<String, String> options =
        Map.of("data", folder.resolve("d").toString(), "server.port", "0");
    Settings settings = SettingsReader.read(null, Map.of(), options, folder);
    return dev.warder.app.Service.listen(settings);
  }

  /// @param what method, path and body
  private static int ask(int port, String token, String what) throws Exception {
    String[] parts = what.split(" ", 3);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + parts[1]))
            .method(parts[0], HttpRequest.BodyPublishers.ofString(parts[2]))
            .header("Authorization", "Bearer " + token)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private Played play(String... line) {
    return Played.in(folder, Map.of(), "", line);
  }
}
