package dev.warder.app.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Talks to a running Warder; every answer but a good one ends the command with a clear line.
final class ApiClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final long SILENCE = 3; // seconds

  private final URI base;
  private final String token;
  private final HttpClient http;

  ApiClient(URI base, String token) {
    this.base = base;
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  JsonNode get(String path) {
    return send("GET", path, BodyPublishers.noBody(), null);
  }

  JsonNode send(String method, String path, Object body) {
    String json = Output.JSON.writeValueAsString(body);
    return send(method, path, BodyPublishers.ofString(json), "application/json");
  }

  /// The same for what takes long: it is waited for as long as the service works on it.
  ///
  /// @param patience longer than the service gives itself
  /// @param working is run once, when it has taken some seconds
  JsonNode sendPatiently(
      String method, String path, Object body, Duration patience, Runnable working) {
    String json = Output.JSON.writeValueAsString(body);
    HttpRequest.Builder request =
        request(path)
            .method(method, BodyPublishers.ofString(json))
            .header("Content-Type", "application/json")
            .timeout(patience);
    CompletableFuture<?> word =
        CompletableFuture.runAsync(working, CompletableFuture.delayedExecutor(SILENCE, SECONDS));
    try {
      return answer(request);
    } finally {
      word.cancel(false);
    }
  }

  /// A change of a thing that must still be in the state that was looked at.
  JsonNode replace(String path, Object body, String ifMatch) {
    BodyPublisher json = BodyPublishers.ofString(Output.JSON.writeValueAsString(body));
    HttpRequest.Builder request =
        request(path)
            .method("PUT", json)
            .header("Content-Type", "application/json")
            .header("If-Match", ifMatch);
    return answer(request);
  }

  JsonNode upload(String path, Path file) throws IOException {
    return send("POST", path, BodyPublishers.ofFile(file), "application/octet-stream");
  }

  private JsonNode send(
      String method, String path, BodyPublisher body, @Nullable String contentType) {
    HttpRequest.Builder request = request(path).method(method, body);
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    return answer(request);
  }

  private JsonNode answer(HttpRequest.Builder request) {
    HttpResponse<String> response = exchange(request.build());
    if (response.statusCode() / 100 != 2) {
      throw Refusals.of(response.statusCode(), response.body());
    }
    return json(response.body());
  }

  private HttpRequest.Builder request(String path) {
    try {
      return HttpRequest.newBuilder(URI.create(base + path))
          .timeout(ANSWER)
          .header("Accept", "application/json")
          .header("Authorization", "Bearer " + token);
    } catch (IllegalArgumentException e) {
      throw Stop.usage(
          "the token or an argument holds characters that cannot be sent",
          "Check what was pasted; a token looks like wrd_ and 38 letters and digits.");
    }
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (HttpTimeoutException e) {
      throw Stop.environment(
          base + " does not answer in time", "Look whether it is overloaded: try again.", e);
    } catch (ConnectException e) {
      throw Stop.environment(
          "no Warder answers at " + base,
          "Start one with ./warder serve, or say where it is with WARDER_URL.",
          e);
    } catch (IOException e) {
      throw Stop.environment(
          "talking to " + base + " failed: " + reason(e),
          "Check the address, and whether it is http or https.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Stop.environment("interrupted", "Try again.", e);
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return Table.plain(message == null ? e.getClass().getSimpleName() : message);
  }

  private JsonNode json(String body) {
    if (body.isBlank()) {
      return Output.JSON.createObjectNode();
    }
    try {
      return Output.JSON.readTree(body);
    } catch (JacksonException e) {
      throw Stop.environment(base + " answers, but not like Warder does", "Check WARDER_URL.", e);
    }
  }
}
