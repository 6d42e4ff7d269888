package dev.warder.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.warder.Wire;
import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import dev.warder.http.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Marked secrets go in through every endpoint, in every place where a secret may stand, whole and
/// broken; then all that was written is searched for them.
class RedactionTest {
  private static final String CONFIGURATION =
      """
      data: data
      server: {port: 0}
      credential: [bearer, {header: X-API-Key}, {query: api_key}, basicPassword]
      routes:
        - {match: "GET /orders/{id}", scopes: []}
        - {match: "* /admin/**", scopes: ["admin"]}
      leaks: {webhookSecret: hook.secret}
      upstream: {url: "http://127.0.0.1:UPSTREAM", port: 0}
      """;

  /// Stands in each secret that nobody knows.
  private static final String MARK = "S3cr3tM4rk";

  /// How many of the headers are an `Authorization`.
  private static final int AUTHORIZATIONS = 5;

  @TempDir Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final Map<String, String> answers = new LinkedHashMap<>();
  private Service service;
  private HttpServer upstream;
  private String admin;
  private int marks;

  @BeforeEach
  void start() throws Exception {
    PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    upstream.start();
    Path file = folder.resolve("warder.yaml");
    Files.writeString(folder.resolve("hook.secret"), "a secret of the leak reports\n");
    String port = Integer.toString(upstream.getAddress().getPort());
    Files.writeString(file, CONFIGURATION.replace("UPSTREAM", port));
    Settings settings = SettingsReader.read(file, Map.of(), Map.of(), folder);
    service = Service.listen(settings);
    admin = Files.readString(settings.data().resolve("admin.token")).strip();
  }

  @AfterEach
  void stop() {
    service.close();
    upstream.stop(0);
    System.setOut(out);
    System.setErr(err);
  }

  /// Each its own, so that one that is found tells where it came from.
  private String mark() {
    return MARK + marks++ + "x";
  }

  private void send(int port, String method, String path, List<String> headers, String body)
      throws IOException {
    List<String> head = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1"));
    head.addAll(headers);
    String asked = method + " " + path + " " + headers + body;
    Wire.Answer answer = Wire.send(port, head, body.getBytes(StandardCharsets.UTF_8));
    answers.put(asked, String.join("\n", answer.head()) + "\n" + answer.body());
  }

  private List<String> secretHeaders() {
    String basic =
        Base64.getEncoder().encodeToString(("u:" + mark()).getBytes(StandardCharsets.UTF_8));
    return List.of(
        "Authorization: Bearer " + mark(),
        "Authorization: Bearer wrd_" + mark(),
        "Authorization: Basic " + basic,
        "Authorization: " + mark(),
        "Authorization: DPoP " + mark(),
        "X-API-Key: " + mark(),
        "X-Warder-Gateway-Key: " + mark(),
        "Cookie: session=" + mark(),
        "Proxy-Authorization: Basic " + mark());
  }

  private List<String> bodies() {
    String mark = mark();
    return List.of(
        "{\"token\": \"%s\", \"password\": \"%s\", \"reason\": {}}".formatted(mark, mark),
        "{\"token\": \"wrd_%s\", \"request\": {\"%s\": 1}}".formatted(mark, mark),
        "{\"%s\": [[[".formatted(mark),
        mark,
        "token=%s&client_secret=%s&%%%s".formatted(mark, mark, mark),
        "apiVersion: " + mark + "\n" + mark + ": {");
  }

  private void knock(Endpoint endpoint, List<String> headers, String body) throws IOException {
    String path = endpoint.template().replace("/**", "/orders/1").replaceAll("\\{\\w+}", "it");
    String query = "?api_key=" + mark() + "&reset=" + mark() + "&%zz=" + mark();
    String method = endpoint.method().equals("*") ? "GET" : endpoint.method();
    send(service.port(), method, path + query, headers, body);
  }

  /// As gateways tell of a call in headers.
  private List<String> told(String credential) {
    String target = "/orders/7?api_key=" + mark() + "&reset=" + mark();
    return List.of(
        "X-Warder-Gateway-Key: " + admin,
        credential,
        "Cookie: session=" + mark(),
        "User-Agent: curl/8.5.0",
        "X-Original-Method: GET",
        "X-Original-URI: " + target,
        "X-Forwarded-Method: GET",
        "X-Forwarded-Uri: " + target,
        "X-Real-IP: 203.0.113.7");
  }

  private String inJson(String token) {
    return """
    {"token": "%s", "request": {"method": "GET", "scheme": "https", "host": "a.example.com",
     "path": "/orders/7?api_key=%s&reset=%s", "sourceIp": "203.0.113.7", "headers": {
     "cookie": "session=%s", "authorization": "Bearer %s", "x-api-key": "%s",
     "user-agent": "curl/8.5.0"}}}
    """
        .formatted(token, mark(), mark(), mark(), mark(), mark());
  }

  private void throughEveryEndpoint() throws IOException {
    List<String> operator =
        List.of("Authorization: Bearer " + admin, "X-Warder-Gateway-Key: " + admin);
    for (Endpoint endpoint : service.endpoints()) {
      if (endpoint.template().equals("/v1/events")) {
        continue; // answers for as long as one listens; what it sends are records
      }
      List<String> headers = secretHeaders();
      for (String header : headers.subList(0, AUTHORIZATIONS)) {
        knock(endpoint, List.of(header), "");
      }
      knock(endpoint, headers.subList(AUTHORIZATIONS, headers.size()), "");
      for (String body : endpoint.method().equals("GET") ? List.of("") : bodies()) {
        knock(endpoint, operator, body);
      }
    }
  }

  private String known() throws IOException {
    send(
        service.port(),
        "POST",
        "/v1/tokens",
        List.of("Authorization: Bearer " + admin, "Content-Type: application/json"),
        "{\"principal\": \"alice\"}");
    String made = String.valueOf(answers.remove(List.copyOf(answers.keySet()).getLast()));
    return made.replaceAll("(?s).*\"token\":\"(wrd_\\w+)\".*", "$1");
  }

  private void throughEveryDoor(String token) throws IOException {
    List<String> doors = List.of("/authz/nginx", "/authz/forward", "/authz/haproxy");
    String basic =
        Base64.getEncoder().encodeToString(("u:" + token).getBytes(StandardCharsets.UTF_8));
    List<String> good =
        List.of(
            "Authorization: Bearer " + token,
            "X-API-Key: " + token,
            "Authorization: Basic " + basic);
    for (String credential : Stream.concat(good.stream(), secretHeaders().stream()).toList()) {
      if (credential.startsWith("X-Warder")) {
        continue;
      }
      for (String door : doors) {
        send(service.port(), "GET", door, told(credential), "");
      }
      send(service.port(), "GET", "/authz/envoy/orders/1?api_key=" + mark(), told(credential), "");
      String path = "/orders/1?reset=" + mark() + "&%zz=" + mark();
      send(service.upstreamPort(), "GET", path, List.of(credential), "");
    }
    List<String> gateway =
        List.of("X-Warder-Gateway-Key: " + admin, "Content-Type: application/json");
    for (String shown : List.of(token, mark(), "wrd_" + mark())) {
      send(service.port(), "POST", "/v1/decisions", gateway, inJson(shown));
    }
    send(service.upstreamPort(), "GET", "/orders/1?api_key=" + token, List.of(), "");
    send(service.upstreamPort(), "GET", "/nowhere?api_key=" + token, List.of(), "");
  }

  @Test
  void noSecretStandsInAnythingThatIsWritten() throws Exception {
    String token = known();
    assertThat(token).hasSize(42);
    throughEveryEndpoint();
    throughEveryDoor(token);
    send(service.port(), "GET", "/metrics", List.of(), "");
    assertThat(service.wiring().reader.size()).isGreaterThan(30);
    assertThat(marks).isGreaterThan(1_000);
    service.close();

    String digits = token.substring("wrd_".length());
    String basic =
        Base64.getEncoder().encodeToString(("u:" + token).getBytes(StandardCharsets.UTF_8));
    List<String> secrets = List.of(MARK, digits, basic, base64Of(MARK));
    answers.forEach((asked, answer) ->
        assertThat(secrets).as("%s%n%s", asked, answer).noneMatch(answer::contains));
    String log = printed.toString(StandardCharsets.UTF_8);
    assertThat(secrets).as(log).noneMatch(log::contains);
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1);
        assertThat(secrets).as("%s", each).noneMatch(content::contains);
      }
    }
  }

  /// The beginning of what basic credentials with a mark look like.
  private static String base64Of(String mark) {
    byte[] bytes = ("u:" + mark).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().withoutPadding().encodeToString(bytes).substring(0, 14);
  }
}
