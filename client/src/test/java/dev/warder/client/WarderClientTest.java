package dev.warder.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarderClientTest {
  private static final Duration PATIENT = Duration.ofSeconds(30);

  @TempDir Path folder;

  private static Call call(String token, String path) {
    return Call.of(token, "GET", "api.example.com", path, "203.0.113.7");
  }

  @Test
  void aRealWarderDecidesAndItsAbsenceDoesWhatWasSaid() throws Exception {
    try (RealWarder warder = RealWarder.start(folder)) {
      String key = warder.token("gateway", "service", "warder:decide");
      String token = warder.token("alice", "user", "orders:read");
      WarderClient client = new WarderClient(warder.url(), key, FailureMode.CLOSED, PATIENT);
      Decision good = client.decide(call(token, "/orders/1?x=1"));
      assertThat(good.passes()).isTrue();
      assertThat(good.verdict()).isEqualTo(Verdict.ALLOW);
      assertThat(good.principal()).isEqualTo("alice");
      assertThat(good.principalKind()).isEqualTo("user");
      assertThat(good.assurance()).isEqualTo("token");
      assertThat(good.scopes()).containsExactly("orders:read");
      assertThat(good.id()).startsWith("dec_");
      assertThat(good.risk()).isBetween(0, 100);

      Call inHeaders =
          new Call(
              null,
              "GET",
              "https",
              "api.example.com",
              "/orders/1",
              null,
              Map.of("Authorization", List.of("Bearer " + token)));
      assertThat(client.decideAsync(inHeaders).join().passes()).isTrue();

      Decision unknown = client.decide(call("nothing", "/orders/1"));
      assertThat(unknown.status()).isEqualTo(401);
      assertThat(unknown.error()).isEqualTo("invalid_token");
      assertThat(unknown.passes()).isFalse();
      Decision proof = client.decide(call(token, "/payments/7"));
      assertThat(proof.verdict()).isEqualTo(Verdict.STEP_UP);
      assertThat(proof.challengeId()).startsWith("chl_");
      assertThat(proof.responseHeaders().get("WWW-Authenticate")).contains("acr_values=\"mfa\"");
      assertThat(client.decide(call(token, "/orders/../x")).status()).isEqualTo(403);

      WarderClient wrongKey = new WarderClient(warder.url(), token, FailureMode.OPEN, PATIENT);
      Decision refused = wrongKey.decide(call(token, "/orders/1"));
      assertThat(refused.passes()).isFalse();
      assertThat(refused.failure()).contains("check the gateway key");

      WarderClient open = new WarderClient(warder.url(), key, FailureMode.OPEN, PATIENT);
      warder.kill();
      assertThat(client.decide(call(token, "/orders/1")).status()).isEqualTo(503);
      assertThat(open.decide(call(token, "/orders/1")).passes()).isTrue();
      assertThat(open.decideAsync(call(token, "/orders/1")).join().failure()).isNotNull();
    }
  }

  /// Answers with what stands in the path of the address that it is asked at.
  private static HttpServer answering(
      int status, String body, Set<Integer> ports, CountDownLatch hold) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(anyPort, 0);
    server.createContext(
        "/",
        exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          exchange.getRequestBody().readAllBytes();
          awaited(hold);
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void awaited(CountDownLatch hold) {
    try {
      hold.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Decision asked(int status, String body, Duration timeout, boolean answers)
      throws IOException {
    CountDownLatch hold = new CountDownLatch(answers ? 0 : 1);
    HttpServer server = answering(status, body, ConcurrentHashMap.newKeySet(), hold);
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try {
      return new WarderClient(url, "key", FailureMode.OPEN, timeout).decide(call("t", "/"));
    } finally {
      hold.countDown();
      server.stop(0);
    }
  }

  /// Whoever can make an answer wrong must gain nothing by it.
  @Test
  void onlyLatenessAndAbsenceOpen() throws IOException {
    for (String rubbish :
        List.of("", "<html>", "{}", "{\"id\":\"x\"}", "[1", "\"" + "x".repeat(300_000) + "\"")) {
      assertThat(asked(200, rubbish, PATIENT, true).passes()).as(rubbish).isFalse();
    }
    String unheard = "{\"id\":\"dec_1\",\"verdict\":\"maybe\",\"status\":200}";
    assertThat(asked(200, unheard, PATIENT, true).passes()).isFalse();
    String noRefusal = "{\"id\":\"dec_1\",\"verdict\":\"deny\",\"status\":200}";
    assertThat(asked(200, noRefusal, PATIENT, true).status()).isEqualTo(403);
    assertThat(asked(401, "{}", PATIENT, true).passes()).isFalse();
    assertThat(asked(302, "{}", PATIENT, true).passes()).isFalse();
    assertThat(asked(503, "{}", PATIENT, true).passes()).isTrue();
    assertThat(asked(200, "{}", Duration.ofMillis(100), false).passes()).isTrue();
  }

  @Test
  void connectionsAreUsedAgain() throws IOException {
    Set<Integer> ports = ConcurrentHashMap.newKeySet();
    String allow = "{\"id\":\"dec_1\",\"verdict\":\"allow\",\"status\":200}";
    HttpServer server = answering(200, allow, ports, new CountDownLatch(0));
    try {
      URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      WarderClient client = new WarderClient(url, "key", FailureMode.CLOSED, PATIENT);
      for (int i = 0; i < 20; i++) {
        assertThat(client.decide(call("t", "/")).passes()).isTrue();
      }
      assertThat(ports).hasSize(1);
    } finally {
      server.stop(0);
    }
  }

  /// Nothing but the JDK may come along with the library.
  @Test
  void itUsesTheJdkAlone() throws Exception {
    Path classes =
        Path.of(WarderClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed);
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    assertThat(jdeps.run(out, out, "-verbose:package", classes.toString())).isZero();
    assertThat(printed.toString().lines())
        .filteredOn(line -> line.contains("not found") && line.contains("->"))
        .allMatch(line -> line.contains("org.jspecify.annotations") || line.startsWith("classes"));
    assertThat(printed.toString()).contains("java.net.http");
  }

  /// CVE-2022-29266: an error's message held the secret (APISIX).
  @ParameterizedTest
  @ValueSource(strings = {"wrd_s3cr3t\n", "wrd s3cr3t", "wrd_s3cr3t\u00e9"})
  void aKeyThatCannotBeOneIsRefusedAtOnceAndNotQuoted(String key) {
    URI nobody = URI.create("http://127.0.0.1:1");
    assertThatThrownBy(() -> new WarderClient(nobody, key, FailureMode.OPEN, WarderClient.TIMEOUT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void jsonIsReadStrictly() {
    assertThat(JsonText.read(" {\"a\": [1.5, true, null, \"x\\u00e9\\n\"], \"b\": {}} "))
        .hasToString("{a=[1.5, true, null, x\u00e9\n], b={}}");
    assertThat(JsonText.write(Map.of("k", List.of("\"\\\n\u00e9"))))
        .isEqualTo("{\"k\":[\"\\\"\\\\\\u000a\\u00e9\"]}");
    for (String wrong :
        List.of(
            "",
            "{",
            "{\"a\"}",
            "[1,]",
            "1 2",
            "\"",
            "\"\\u12",
            "\"\\ux\"",
            "tru",
            "-",
            "[".repeat(1000))) {
      assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> JsonText.read(wrong));
    }
  }
}
