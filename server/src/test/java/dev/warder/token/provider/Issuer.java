package dev.warder.token.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.warder.token.jose.Algorithm;
import dev.warder.token.jose.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A provider that answers over HTTP, counts who asks, and can fall silent.
public final class Issuer implements AutoCloseable {
  public final AtomicInteger keyFetches = new AtomicInteger();
  public final AtomicInteger introspections = new AtomicInteger();
  public volatile String keys = "{\"keys\":[]}";
  public volatile String introspection = "{\"active\":false}";
  public volatile String tokens = "{}";
  public volatile int tokenStatus = 200;
  public volatile String redeemed = "";
  public volatile String redeemedBy = "";
  public volatile boolean namesItself = true;
  public volatile @Nullable CountDownLatch hold;
  public volatile boolean broken;
  private final HttpServer server;

  public Issuer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/.well-known/openid-configuration", e -> answer(e, discovery()));
    server.createContext(
        "/keys",
        e -> {
          keyFetches.incrementAndGet();
          answer(e, keys);
        });
    server.createContext(
        "/introspect",
        e -> {
          introspections.incrementAndGet();
          answer(e, introspection);
        });
    server.createContext("/token", this::redeem);
    server.start();
  }

  private void redeem(HttpExchange exchange) throws IOException {
    redeemed = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    redeemedBy = exchange.getRequestHeaders().getFirst("Authorization");
    answer(exchange, tokenStatus, tokens);
  }

  private void answer(HttpExchange exchange, String json) throws IOException {
    answer(exchange, broken ? 500 : 200, json);
  }

  private void answer(HttpExchange exchange, int status, String json) throws IOException {
    CountDownLatch latch = hold;
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String discovery() {
    return """
    {"issuer":"%1$s","jwks_uri":"%1$s/keys","authorization_endpoint":"%1$s/authorize?x=1",
     "token_endpoint":"%1$s/token","authorization_response_iss_parameter_supported":%2$s}
    """
        .formatted(url(), namesItself);
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Publishes these keys, each under its name.
  public void publish(Map<String, Signer> signers) {
    StringBuilder all = new StringBuilder();
    signers.forEach((id, signer) ->
        all.append(all.isEmpty() ? "" : ",")
            .append("{\"kid\":\"%s\",\"alg\":\"%s\",".formatted(id, signer.algorithm()))
            .append(signer.jwk())
            .append('}'));
    keys = "{\"keys\":[" + all + "]}";
  }

  public ProviderSettings settings() {
    return settings(null);
  }

  public ProviderSettings settings(ProviderSettings.@Nullable Introspection introspection) {
    return settings(introspection, null);
  }

  /// With a login page that takes people to `mfa`, which it calls gold, and `phr`, platinum.
  public ProviderSettings vouching(Path secretFile) {
    List<ProviderSettings.Level> levels =
        List.of(
            new ProviderSettings.Level("mfa", "gold"),
            new ProviderSettings.Level("phr", "platinum"));
    return settings(
        null, new ProviderSettings.Login("warder", secretFile, levels, List.of("openid")));
  }

  private ProviderSettings settings(
      ProviderSettings.@Nullable Introspection introspection,
      ProviderSettings.@Nullable Login login) {
    return new ProviderSettings(
        "corp",
        url(),
        List.of("orders"),
        null,
        List.of(Algorithm.values()),
        Duration.ofSeconds(30),
        new ProviderSettings.Naming(
            "sub", "corp:", null, "realm_access.roles", Map.of("auditor", List.of("warder:read"))),
        new ProviderSettings.Proofs(List.of("gold"), List.of("otp")),
        introspection,
        login);
  }

  public ProviderSettings.Introspection asking(Path secretFile) {
    return asking(secretFile, "");
  }

  /// @param prefix of the tokens that it is asked about
  public ProviderSettings.Introspection asking(Path secretFile, String prefix) {
    URI url = URI.create(url() + "/introspect");
    Duration keep = Duration.ofSeconds(30);
    return new ProviderSettings.Introspection(
        url, "warder", secretFile, prefix, keep, false, false);
  }

  /// About signed tokens too.
  public ProviderSettings.Introspection askingOfAll(Path secretFile) {
    URI url = URI.create(url() + "/introspect");
    Duration keep = Duration.ofSeconds(30);
    return new ProviderSettings.Introspection(url, "warder", secretFile, "", keep, false, true);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
