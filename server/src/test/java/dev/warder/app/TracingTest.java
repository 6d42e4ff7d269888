package dev.warder.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.warder.Collector;
import dev.warder.Wire;
import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A trace goes on through the whole service: from the gateway's question to the collector, the
/// record, the API behind it, and whoever is asked or told on the way.
class TracingTest {
  private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String CONFIGURATION =
      """
      data: data
      server: {port: 0}
      decide: {deadline: 20s}
      upstream: {url: "OTHER/api", port: 0}
      traces: {url: "COLLECTOR", ratio: 0}
      routes:
        - {match: "GET /orders/{id}", scopes: []}
      notify:
        targets:
          - {name: hook, to: webhook, url: "OTHER/hook", kinds: [incident], least: info}
      identity:
        providers:
          - name: corp
            issuer: "OTHER"
            audience: [orders]
            introspect: {url: "OTHER/introspect", clientId: warder, secretFile: secret}
      """;

  @TempDir private Path folder;
  private Collector collector;
  private HttpServer other;
  private Service service;
  private String admin;

  /// `traceparent`s that others were told, by path.
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() throws Exception {
    collector = new Collector();
    other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext("/", this::answer);
    other.start();
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Path file = folder.resolve("warder.yaml");
    String url = "http://127.0.0.1:" + other.getAddress().getPort();
    Files.writeString(
        file, CONFIGURATION.replace("COLLECTOR", collector.url().toString()).replace("OTHER", url));
    Settings settings = SettingsReader.read(file, Map.of(), Map.of(), folder);
    service = Service.listen(settings);
    admin = Files.readString(settings.data().resolve("admin.token")).strip();
  }

  @AfterEach
  void stop() {
    service.close();
    other.stop(0);
    collector.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    var headers = exchange.getRequestHeaders();
    boolean asked = !path.startsWith("/.well-known");
    if (asked) {
      told.add(path + " " + headers.getFirst("traceparent") + " " + headers.getFirst("tracestate"));
    }
    byte[] body = (asked ? "{\"active\":false}" : "{}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String told() throws InterruptedException {
    return requireNonNull(told.poll(30, TimeUnit.SECONDS), "nobody was told");
  }

  private String token(String more) throws IOException {
    Wire.Answer made =
        send("POST", "/v1/tokens", "{\"principal\":\"alice\",\"kind\":\"user\"" + more + "}");
    Matcher secret = Pattern.compile("wrd_\\w{38}").matcher(made.body());
    assertThat(secret.find()).as(made.body()).isTrue();
    return secret.group();
  }

  private Wire.Answer send(String method, String path, String body) throws IOException {
    List<String> head =
        List.of(
            method + " " + path + " HTTP/1.1",
            "Authorization: Bearer " + admin,
            "Content-Type: application/json");
    return Wire.send(service.port(), head, body.getBytes(StandardCharsets.UTF_8));
  }

  /// As nginx asks.
  private Wire.Answer ask(String token, String... more) throws IOException {
    List<String> head =
        new java.util.ArrayList<>(
            List.of(
                "GET /authz/nginx HTTP/1.1",
                "X-Warder-Gateway-Key: " + admin,
                "Authorization: Bearer " + token,
                "X-Original-URI: /orders/7",
                "X-Original-Method: GET",
                "X-Original-Host: api.example.com",
                "X-Original-Proto: https",
                "X-Real-IP: 203.0.113.7"));
    head.addAll(List.of(more));
    return Wire.send(service.port(), head, new byte[0]);
  }

  private static String parent(String flags) {
    return "traceparent: 00-" + ID + "-" + SPAN + "-" + flags;
  }

  @Test
  void aDecisionContinuesTheGatewaysTraceAndItsRecordSaysWhich() throws Exception {
    assertThat(ask(token(""), parent("01")).status()).isEqualTo(200);
    Span span = collector.next();
    assertThat(Collector.traceId(span)).isEqualTo(ID);
    assertThat(Collector.parentId(span)).isEqualTo(SPAN);
    assertThat(span.getName()).isEqualTo("decide GET /orders/{id}");
    Map<String, Object> attributes = Collector.attributes(span);
    assertThat(attributes)
        .containsEntry("warder.verdict", "allow")
        .containsEntry("http.response.status_code", 200L)
        .containsKeys("warder.risk.score", "warder.risk.level");
    String id = String.valueOf(attributes.get("warder.decision.id"));
    assertThat(send("GET", "/v1/audit?kind=decision", "").body())
        .contains(id)
        .contains("\"traceparent\":\"00-" + ID + "-" + Collector.spanId(span) + "-01\"");
    assertThat(collector.bodies.remove()).doesNotContain("203.0.113.7", "alice", "wrd_");
  }

  @Test
  void whatNobodyRecordsIsNoSpan() throws Exception {
    String token = token("");
    assertThat(ask(token).status()).isEqualTo(200);
    assertThat(ask(token, parent("00")).status()).isEqualTo(200);
    assertThat(ask(token, parent("01")).status()).isEqualTo(200);
    assertThat(Collector.parentId(collector.next())).isEqualTo(SPAN);
    assertThat(collector.waiting()).isZero();
    assertThat(send("GET", "/metrics", "").body()).contains("warder_traces_lost_total 0.0");
  }

  @Test
  void theApiBehindTheProxyIsToldOfTheDecisionsSpan() throws Exception {
    List<String> head =
        List.of(
            "GET /orders/7 HTTP/1.1",
            "Authorization: Bearer " + token(""),
            parent("01"),
            "tracestate: vendor=1");
    assertThat(Wire.send(service.upstreamPort(), head, new byte[0]).status()).isEqualTo(200);
    String span = Collector.spanId(collector.next());
    assertThat(told()).isEqualTo("/api/orders/7 00-" + ID + "-" + span + "-01 vendor=1");
  }

  @Test
  void aProviderThatIsAskedAboutATokenIsToldWhy() throws Exception {
    assertThat(ask("of-somebody-else", parent("01")).status()).isEqualTo(401);
    String span = Collector.spanId(collector.next());
    assertThat(told()).isEqualTo("/introspect 00-" + ID + "-" + span + "-01 null");
  }

  @Test
  void anAlertSaysWhichCallLedToIt() throws Exception {
    String honey = token(",\"tags\":{\"honey\":\"true\"}");
    assertThat(ask(honey, parent("01")).status()).isEqualTo(200);
    String span = Collector.spanId(collector.next());
    assertThat(told()).isEqualTo("/hook 00-" + ID + "-" + span + "-01 null");
  }
}
