package dev.warder.app.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Asks for decisions on scripted calls as a gateway that may say when they were made.
final class Replayer {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final Stage stage;
  private final URI uri;

  Replayer(Stage stage) {
    this.stage = stage;
    this.uri = URI.create("http://127.0.0.1:" + stage.warder().port() + "/v1/decisions");
  }

  Judged ask(Call call) throws IOException {
    String body =
        JSON.writeValueAsString(
            Map.of(
                "token", stage.tokenOf(call.principal()).reveal(),
                "request", request(call)));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("X-Warder-Gateway-Key", stage.gatewayKey().reveal())
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() != 200) {
      throw new IOException("no decision but " + response.statusCode() + ": " + response.body());
    }
    return Judged.of(call, JSON.readTree(response.body()));
  }

  private static Map<String, Object> request(Call call) {
    return Map.of(
        "method", call.method(),
        "scheme", "https",
        "host", Stage.HOST,
        "path", call.path(),
        "sourceIp", call.address(),
        "headers", Map.of("user-agent", call.userAgent()),
        "time", call.time().toString());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
