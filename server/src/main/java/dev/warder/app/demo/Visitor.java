package dev.warder.app.demo;

import dev.warder.model.Decision;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Makes scripted calls of the sample API, and learns what Warder decided behind it.
final class Visitor {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_UNSEEN = 1_000;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final Map<String, Decision> decisions = new ConcurrentHashMap<>();
  private final Stage stage;
  private final int port;

  /// @param port of the sample API
  Visitor(Stage stage, int port) {
    this.stage = stage;
    this.port = port;
    stage.warder().listen(this::remember);
  }

  private void remember(Decision decision) {
    if (decisions.size() < MOST_UNSEEN) {
      decisions.put(decision.id(), decision);
    }
  }

  Judged visit(Call call) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + call.path()))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + stage.tokenOf(call.principal()).reveal())
            .header("User-Agent", call.userAgent())
            .header("X-Forwarded-For", call.address())
            .method(call.method(), BodyPublishers.noBody())
            .build();
    HttpResponse<Void> response = send(request);
    String id = response.headers().firstValue(SampleApi.DECISION).orElse("");
    Decision decision = decisions.remove(id);
    if (decision == null) {
      throw new IOException("Warder did not decide; the API said " + response.statusCode());
    }
    return Judged.of(call, decision, stage.warder().because(decision));
  }

  private HttpResponse<Void> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.discarding());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
