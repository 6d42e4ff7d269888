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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Warder itself, in a process of its own, as a user starts it.
final class RealWarder implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String CONFIGURATION =
      """
      routes:
        - {match: "GET /orders/{id}", scopes: ["orders:read"]}
        - {match: "* /payments"}
      policy: [policy.yaml]
      decide: {deadline: 20s}
      """;
  private static final String POLICY =
      """
      apiVersion: warder.dev/v1
      kind: Policy
      mode: enforce
      rules:
        - id: proof-before-payment
          when: request.path == "/payments"
          then: {stepUp: {acr: mfa, maxAge: 15m}}
      """;

  final URI url;
  private final Process process;
  private final String admin;

  private RealWarder(URI url, Process process, String admin) {
    this.url = url;
    this.process = process;
    this.admin = admin;
  }

  static RealWarder start(Path folder) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    Files.writeString(folder.resolve("warder.yaml"), CONFIGURATION);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "dev.warder.app.Main",
                "serve",
                "--data",
                "data",
                "--port",
                Integer.toString(port))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("warder.log").toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    URI url = URI.create("http://127.0.0.1:" + port);
    while (!isUp(url)) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        throw new IOException(Files.readString(folder.resolve("warder.log")));
      }
    }
    String admin = Files.readString(folder.resolve("data").resolve("admin.token")).strip();
    return new RealWarder(url, process, admin);
  }

  private static boolean isUp(URI url) throws InterruptedException {
    try {
      HttpRequest health = HttpRequest.newBuilder(url.resolve("/healthz")).build();
      return HTTP.send(health, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// The secret of a new token.
  String token(String principal, String scope) throws IOException, InterruptedException {
    String body = JsonText.write(Map.of("principal", principal, "scopes", List.of(scope)));
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
