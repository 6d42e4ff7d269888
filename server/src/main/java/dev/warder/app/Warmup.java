package dev.warder.app;

import dev.warder.app.settings.Settings;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Secret;
import dev.warder.token.NewToken;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the first call as fast as the next: sends calls through a second service with a folder of
/// its own, so that the code is compiled before the first real call, and nothing real is touched.
final class Warmup {
  private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);
  private static final int CALLS = 12_000;
  private static final int AT_ONCE = 4;
  private static final Duration LONGEST = Duration.ofSeconds(4);

  /// Where the start-up cache already tells the compiler what is hot.
  private static final Duration LONGEST_WITH_CACHE = Duration.ofMillis(300);

  private final URI uri;
  private final String key;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger calls = new AtomicInteger();
  private final long until = System.nanoTime() + longest().toNanos();

  private Warmup(int port, Secret key) {
    this.uri = URI.create("http://127.0.0.1:" + port + "/authz/nginx");
    this.key = key.reveal();
  }

  private static Duration longest() {
    boolean cached =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .anyMatch(argument -> argument.startsWith("-XX:AOTCache="));
    return cached ? LONGEST_WITH_CACHE : LONGEST;
  }

  /// Blocks until it is done. What goes wrong only makes the first calls slower.
  static void run(Settings settings) {
    try (Scratch folder = Scratch.make("warder-warm-up");
        Service scratch = Service.listen(settings.scratch(folder.folder()))) {
      Secret key = token(scratch.wiring());
      if (key != null) {
        new Warmup(scratch.port(), key).send();
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("warming up failed; the first calls will be slower", e);
    }
  }

  private static @Nullable Secret token(Wiring wiring) {
    Principal principal = new Principal("warm-up", PrincipalKind.SERVICE);
    List<String> scopes = List.of("warder:decide");
    NewToken wanted = new NewToken(principal, "warm-up", scopes, null, List.of(), null, Map.of());
    return wiring.tokens.create(wanted, null).commit().secret();
  }

  private void send() {
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        senders.execute(this::sendOneByOne);
      }
    }
  }

  private void sendOneByOne() {
    try {
      int call = calls.getAndIncrement();
      while (call < CALLS && System.nanoTime() < until) {
        var _ = http.send(request(call), HttpResponse.BodyHandlers.discarding());
        call = calls.getAndIncrement();
      }
    } catch (IOException e) {
      LOG.debug("a warm-up call failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(int call) {
    return HttpRequest.newBuilder(uri)
        .header("X-Warder-Gateway-Key", key)
        .header("Authorization", "Bearer " + (call % 10 == 0 ? "unknown" : key))
        .header("X-Original-Method", call % 3 == 0 ? "POST" : "GET")
        .header("X-Original-URI", "/orders/" + call + "?page=1")
        .header("X-Original-Host", "api.example.com")
        .header("X-Original-Proto", "https")
        .header("X-Real-IP", "81.2.69." + call % 250)
        .header("User-Agent", "warm-up/" + call % 50)
        .build();
  }
}
