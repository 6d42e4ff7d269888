package dev.warder.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real Keycloak with nothing in it but the realms of a test: alice, who is a clerk and has an
/// authenticator app; orla, who audits; and the programs `shop`, `billing` and `lean`.
///
/// Maven unpacks it; it is built for its database once, which takes most of the time.
final class Keycloak implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Path UNPACKED =
      Path.of(System.getProperty("root", "..")).resolve("server/target/keycloak");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String ADMIN = "admin";

  private final Child child;
  private final int port;

  private Keycloak(Child child, int port) {
    this.child = child;
    this.port = port;
  }

  /// @param warder where browsers find Warder
  static Keycloak start(Path folder, String warder, String... realms) throws IOException {
    Path home = home();
    build(home, folder);
    Path imports = home.resolve("data/import");
    Files.createDirectories(imports);
    String realm = Files.readString(resource());
    for (String name : realms) {
      String named = realm.replace("@REALM@", name).replace("@WARDER@", warder);
      Files.writeString(imports.resolve(name + ".json"), named);
    }
    int port = Child.freePort();
    List<String> options =
        List.of(
            "start",
            "--optimized",
            "--import-realm",
            "--cache=local",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--hostname=http://localhost:" + port);
    Keycloak keycloak = new Keycloak(run("keycloak", home, folder, options), port);
    var _ = keycloak.child.when(() -> keycloak.answers(realms));
    return keycloak;
  }

  private static Path home() throws IOException {
    assertThat(UNPACKED)
        .as("unpacked by: mvn process-test-resources -Pconformance -pl server")
        .isDirectory();
    try (Stream<Path> homes = Files.list(UNPACKED)) {
      return homes
          .filter(each -> Files.exists(each.resolve("bin/kc.sh")))
          .findFirst()
          .orElseThrow()
          .toAbsolutePath()
          .normalize();
    }
  }

  private static Path resource() {
    return Path.of(System.getProperty("root", ".."))
        .resolve("server/src/test/resources/keycloak/realm.json");
  }

  private static void build(Path home, Path folder) throws IOException {
    Path built = home.resolve("built-for-tests");
    if (Files.notExists(built)) {
      try (Child child = run("build", home, folder, List.of("build", "--db=dev-mem"))) {
        assertThat(child.exitCode()).as(child.printed()).isZero();
      }
      Files.createFile(built);
    }
  }

  private static Child run(String name, Path home, Path folder, List<String> options) {
    List<String> command = new ArrayList<>(List.of("sh", home.resolve("bin/kc.sh").toString()));
    command.addAll(options);
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "JAVA_OPTS_KC_HEAP",
            "-Xms128m -Xmx512m",
            "KC_BOOTSTRAP_ADMIN_USERNAME",
            ADMIN,
            "KC_BOOTSTRAP_ADMIN_PASSWORD",
            ADMIN);
    return Child.start(name, folder, environment, command).patiently(PATIENCE);
  }

  private boolean answers(String... realms) {
    try {
      for (String realm : realms) {
        if (send(HttpRequest.newBuilder(URI.create(issuer(realm)))).statusCode() != 200) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  String issuer(String realm) {
    return "http://localhost:" + port + "/realms/" + realm;
  }

  /// What a program gets for somebody who tells it name and password.
  String userToken(String realm, String program, String name, String password) throws IOException {
    return token(
        realm,
        form(
            "grant_type", "password",
            "client_id", program,
            "username", name,
            "password", password));
  }

  /// What a program gets for itself.
  String ownToken(String realm, String program, String secret) throws IOException {
    return token(
        realm,
        form(
            "grant_type", "client_credentials",
            "client_id", program,
            "client_secret", secret));
  }

  private String token(String realm, String form) throws IOException {
    URI at = URI.create(issuer(realm) + "/protocol/openid-connect/token");
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(at)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("access_token").asString("");
  }

  /// Ends all sessions of a user: her tokens are not active any more.
  void logOut(String realm, String user) throws IOException {
    HttpResponse<String> answer =
        administer("POST", realm, "/users/" + idOf(realm, user) + "/logout", Map.of());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }

  /// The subject of a user.
  String idOf(String realm, String user) throws IOException {
    HttpResponse<String> answer =
        administer("GET", realm, "/users?exact=true&username=" + user, Map.of());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path(0).path("id").asString("");
  }

  /// Signs with a new key from now on, and publishes the ones before no longer.
  void replaceKeys(String realm) throws IOException {
    HttpResponse<String> known =
        administer("GET", realm, "/components?type=org.keycloak.keys.KeyProvider", Map.of());
    Map<String, Object> fresh =
        Map.of(
            "name", "fresh",
            "providerId", "rsa-generated",
            "providerType", "org.keycloak.keys.KeyProvider",
            "config",
                Map.of(
                    "priority", List.of("200"),
                    "algorithm", List.of("RS256"),
                    "keySize", List.of("2048")));
    HttpResponse<String> made = administer("POST", realm, "/components", fresh);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    for (JsonNode each : JSON.readTree(known.body())) {
      if (each.path("providerId").asString("").equals("rsa-generated")) {
        String path = "/components/" + each.path("id").asString("");
        assertThat(administer("DELETE", realm, path, Map.of()).statusCode()).isEqualTo(204);
      }
    }
  }

  private HttpResponse<String> administer(String method, String realm, String path, Object body)
      throws IOException {
    String token = userToken("master", "admin-cli", ADMIN, ADMIN);
    URI at = URI.create("http://localhost:" + port + "/admin/realms/" + realm + path);
    return send(
        HttpRequest.newBuilder(at)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /// @param pairs names and values in turn
  private static String form(String... pairs) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      form.append(form.isEmpty() ? "" : "&")
          .append(pairs[i])
          .append('=')
          .append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
    }
    return form.toString();
  }

  void kill() {
    child.kill();
  }

  @Override
  public void close() {
    child.close();
  }
}
