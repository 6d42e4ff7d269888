package dev.warder.client;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Warder itself, in a process of its own, as a user starts it, with the routes and the policy of
/// the gateway examples.
public final class RealWarder implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Path ROOT = Path.of(System.getProperty("root", ".."));
  private static final long PATIENCE_NANOS = Duration.ofMinutes(3).toNanos();

  private final URI url;
  private final Process process;
  private final String admin;

  private RealWarder(URI url, Process process, String admin) {
    this.url = url;
    this.process = process;
    this.admin = admin;
  }

  /// Returns once it is warm.
  public static RealWarder start(Path folder) throws IOException, InterruptedException {
    Path root = ROOT.toRealPath();
    Path log = folder.resolve("warder.log");
    Path data = folder.resolve("data");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            root.resolve("warder").toString(),
            "serve",
            "--config",
            root.resolve("examples/warder.yaml").toString(),
            "--data",
            data.toString(),
            "--port",
            Integer.toString(port));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("WARDER_JAVA_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1");
    // A cache that is made with these options would be found by the next who starts it with others.
    builder.environment().put("WARDER_STARTUP_CACHE", "off");
    // What is tested is what is answered, not how fast a busy machine does it.
    builder.environment().put("WARDER_DECIDE_DEADLINE", "20s");
    Process process = builder.start();
    URI url = URI.create("http://127.0.0.1:" + port);
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!isReady(url)) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IOException("Warder did not start; it printed:\n" + Files.readString(log));
      }
    }
    return new RealWarder(url, process, Files.readString(data.resolve("admin.token")).strip());
  }

  private static boolean isReady(URI url) throws InterruptedException {
    try {
      HttpRequest ready = HttpRequest.newBuilder(url.resolve("/readyz")).build();
      return HTTP.send(ready, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  public URI url() {
    return url;
  }

  /// The secret of a new token.
  public String token(String principal, String kind, String... scopes)
      throws IOException, InterruptedException {
    String body =
        JsonText.write(Map.of("principal", principal, "kind", kind, "scopes", List.of(scopes)));
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/v1/tokens"))
            .header("Authorization", "Bearer " + admin)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    String made = HTTP.send(request, BodyHandlers.ofString()).body();
    return String.valueOf(JsonText.object(JsonText.read(made)).get("token"));
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
