package dev.warder.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long it takes from the first call that is reason enough until the next one is denied:
/// through the journal, the detectors, the incident, the policy and the reaction, over HTTP.
///
/// Run with URL, an administrator's token, and how often; a policy of the running service must
/// quarantine whoever touches a honey token, and `react` allow that often enough.
final class ReactionTimes {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern SECRET = Pattern.compile("wrd_\\w{38}");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;
  private final String admin;

  private ReactionTimes(URI uri, String admin) {
    this.uri = uri;
    this.admin = admin;
  }

  public static void main(String[] args) throws Exception {
    ReactionTimes times = new ReactionTimes(URI.create(args[0]), args[1]);
    long[] micros = new long[Integer.parseInt(args[2])];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = times.one(i);
    }
    Arrays.sort(micros);
    System.out.printf(
        "{\"reactions\":%d,\"p50ms\":%.1f,\"p99ms\":%.1f,\"maxMs\":%.1f}%n",
        micros.length,
        micros[micros.length / 2] / 1000.0,
        micros[(int) Math.ceil(micros.length * 0.99) - 1] / 1000.0,
        micros[micros.length - 1] / 1000.0);
  }

  private long one(int number) throws IOException, InterruptedException {
    String wanted =
        "{\"principal\":\"trap-"
            + number
            + "\",\"kind\":\"service\",\"tags\":{\"honey\":\"true\"}}";
    Matcher secret = SECRET.matcher(post("/v1/tokens", wanted));
    if (!secret.find()) {
      throw new IllegalStateException("no token was made");
    }
    String call =
        """
        {"token": "%s", "request": {"method": "GET", "scheme": "https", "host": "api.example.com",
         "path": "/orders/1", "sourceIp": "203.0.113.7"}}
        """
            .formatted(secret.group());
    if (denied(call)) {
      throw new IllegalStateException("the first call is denied already");
    }
    long began = System.nanoTime(); // the first call is answered, and so recorded
    while (!denied(call)) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new IllegalStateException("no reaction to trap-" + number);
      }
      LockSupport.parkNanos(500_000);
    }
    return (System.nanoTime() - began) / 1000;
  }

  private boolean denied(String call) throws IOException, InterruptedException {
    return post("/v1/decisions", call).contains("\"verdict\":\"deny\"");
  }

  private String post(String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve(path))
            .header("Authorization", "Bearer " + admin)
            .header("X-Warder-Gateway-Key", admin)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
