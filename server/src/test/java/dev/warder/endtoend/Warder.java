package dev.warder.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an operator and a gateway say to a running Warder, over HTTP.
final class Warder {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final int port;
  private final String token;

  Warder(int port, String token) {
    this.port = port;
    this.token = token;
  }

  /// A token just made: the secret is told this once.
  record Made(String id, String token) {}

  static boolean isReady(int port) {
    return isGood(port, "/readyz");
  }

  static boolean isUp(int port) {
    return isGood(port, "/healthz");
  }

  private static boolean isGood(int port, String path) {
    try {
      return send(HttpRequest.newBuilder(uri(port, path))).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /// The same service, spoken to with another token.
  Warder as(String other) {
    return new Warder(port, other);
  }

  Made makeToken(String principal, String kind, String... scopes) throws IOException {
    Map<String, Object> wanted =
        Map.of("principal", principal, "kind", kind, "scopes", List.of(scopes));
    HttpResponse<String> answer = post("/v1/tokens", wanted);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode made = JSON.readTree(answer.body());
    return new Made(made.get("id").asString(), made.get("token").asString());
  }

  /// The ids of all tokens of a principal.
  Set<String> tokensOf(String principal) throws IOException {
    Set<String> ids = new HashSet<>();
    @Nullable String cursor = "";
    while (cursor != null) {
      HttpResponse<String> answer = get("/v1/tokens?limit=1000&principal=" + principal + cursor);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode page = JSON.readTree(answer.body());
      page.path("items").forEach(token -> ids.add(token.path("id").asString("")));
      cursor = page.path("cursor").isNull() ? null : "&cursor=" + page.path("cursor").asString("");
    }
    return ids;
  }

  void revoke(String id) throws IOException {
    HttpResponse<String> answer = post("/v1/tokens/" + id + "/revoke", Map.of("reason", "test"));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
  }

  /// Asks for a decision as a gateway; the gateway's key is this client's token.
  JsonNode decide(String credential, Map<String, Object> request) throws IOException {
    HttpRequest.Builder call =
        HttpRequest.newBuilder(uri(port, "/v1/decisions")).header("X-Warder-Gateway-Key", token);
    HttpResponse<String> answer =
        send(withBody(call, Map.of("token", credential, "request", request)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /// The same as a gateway asks that tells the call in headers.
  HttpResponse<String> forward(String credential, String method, String path) throws IOException {
    return send(
        HttpRequest.newBuilder(uri(port, "/authz/forward"))
            .header("X-Warder-Gateway-Key", token)
            .header("Authorization", "Bearer " + credential)
            .header("X-Forwarded-Method", method)
            .header("X-Forwarded-Proto", "https")
            .header("X-Forwarded-Host", "api.example.com")
            .header("X-Forwarded-Uri", path)
            .header("X-Forwarded-For", "203.0.113.7"));
  }

  HttpResponse<String> post(String path, Object body) throws IOException {
    return send(withBody(authorized(path), body));
  }

  HttpResponse<String> get(String path) throws IOException {
    return send(authorized(path));
  }

  private HttpRequest.Builder authorized(String path) {
    return HttpRequest.newBuilder(uri(port, path)).header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.Builder withBody(HttpRequest.Builder call, Object body) {
    return call.header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder call) throws IOException {
    try {
      return HTTP.send(call.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
