package dev.warder.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks one Warder for decisions. Make one and keep it: its connections are used again.
///
/// Safe for many threads. Asking never throws for what goes wrong on the way; what becomes of such
/// a call was said when the client was made.
public final class WarderClient {
  /// For one decision, where nobody says otherwise: long enough for a pause, short enough to wait.
  public static final Duration TIMEOUT = Duration.ofMillis(500);

  private static final String KEY = "X-Warder-Gateway-Key";

  private final URI decisions;
  private final String gatewayKey;
  private final FailureMode onFailure;
  private final Duration timeout;
  private final HttpClient http;

  /// @param warder for example `http://127.0.0.1:8480`
  /// @param gatewayKey a Warder token with scope `warder:decide`
  /// @param timeout for the whole of one decision, connecting included
  /// @throws IllegalArgumentException where the key cannot be one
  public WarderClient(URI warder, String gatewayKey, FailureMode onFailure, Duration timeout) {
    String base = warder.toString();
    this.decisions = URI.create((base.endsWith("/") ? base : base + "/") + "v1/decisions");
    this.gatewayKey = plain(gatewayKey);
    this.onFailure = Objects.requireNonNull(onFailure);
    this.timeout = Objects.requireNonNull(timeout);
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /// The JDK would refuse such a key with each call, and quote it.
  private static String plain(String key) {
    if (!key.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException("the gateway key holds what no token holds");
    }
    return key;
  }

  /// Blocks until there is a decision or the time is over.
  public Decision decide(Call call) {
    CompletableFuture<HttpResponse<String>> answer = ask(call);
    try {
      return decision(answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return unreachable("Warder is late");
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return Decision.refused("interrupted");
    }
  }

  /// Completes with a decision, and never exceptionally.
  public CompletableFuture<Decision> decideAsync(Call call) {
    return ask(call)
        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
        .handle((answer, failure) -> failure == null ? decision(answer) : failed(failure));
  }

  private CompletableFuture<HttpResponse<String>> ask(Call call) {
    HttpRequest request =
        HttpRequest.newBuilder(decisions)
            .timeout(timeout)
            .header(KEY, gatewayKey)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(call.json()))
            .build();
    return http.sendAsync(request, info -> new BoundedText());
  }

  private Decision decision(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= 500) {
      return unreachable("Warder answers " + status);
    }
    if (status != 200) {
      return Decision.refused("Warder answers " + status + ": check the gateway key");
    }
    try {
      return Decision.parse(answer.body());
    } catch (IllegalArgumentException e) {
      return Decision.refused("Warder's answer makes no sense");
    }
  }

  private Decision failed(@Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof BoundedText.TooLong) {
      return Decision.refused("Warder's answer makes no sense");
    }
    return cause instanceof IOException || cause instanceof TimeoutException
        ? unreachable("Warder cannot be reached")
        : Decision.refused("the call could not be asked about");
  }

  private Decision unreachable(String why) {
    return onFailure == FailureMode.OPEN ? Decision.let(why) : Decision.refused(why);
  }
}
