package dev.warder.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.Wire;
import dev.warder.http.Links;
import dev.warder.http.Listening;
import dev.warder.http.StreamServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyTest {
  private static final long HUNDRED_MB = ApiBehind.HUNDRED_MB;

  @TempDir Path folder;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<AutoCloseable> open = new ArrayList<>();
  private ApiBehind api;
  private House house;
  private String token;
  private String admin;

  @BeforeEach
  void open() throws IOException {
    api = ApiBehind.start();
    house = House.open(folder);
    token = House.secret(house.makeToken("alice", "orders:read"));
    admin = House.secret(house.makeToken("root", "admin"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    house.close();
    api.close();
    http.shutdownNow();
  }

  private int proxy(boolean keepCredential, Duration patience, CredentialPlace... places) {
    URI url = URI.create("http://127.0.0.1:" + api.port() + "/base/");
    return proxy(new ProxySettings(url, keepCredential, patience), places);
  }

  private int proxy(ProxySettings settings, CredentialPlace... places) {
    Plan plan = places.length == 0 ? Plan.DEFAULT : Plan.DEFAULT.withCredentials(places);
    Listening listening = plan.listening();
    Links links = new Links(null, listening);
    Proxy proxy =
        new Proxy(
            settings,
            plan.doors(),
            house.decider::decide,
            links,
            house.port(),
            house.clock,
            outcome -> {});
    open.add(proxy);
    StreamServer server = StreamServer.start(listening, proxy);
    open.add(server);
    return server.port();
  }

  private int proxy() {
    return proxy(false, Duration.ofSeconds(60));
  }

  private Wire.Answer get(int port, String target, String... headers) throws IOException {
    List<String> head = new ArrayList<>(List.of("GET " + target + " HTTP/1.1"));
    head.addAll(List.of(headers));
    return Wire.send(port, head, new byte[0]);
  }

  private String bearer() {
    return "Authorization: Bearer " + token;
  }

  private Map<String, List<String>> last() {
    return api.last().getRequestHeaders();
  }

  @Test
  void aCallThatPassesIsHandedOnWithWhoItIsAndWithoutItsCredential() throws IOException {
    Wire.Answer answer = get(proxy(), "/orders/4%32?x=1&y", bearer(), "DPoP: x", "X-Real-IP: 1");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("the upstream's answer");
    assertThat(api.last().getRequestURI()).hasToString("/base/orders/42?x=1&y");
    assertThat(last())
        .containsEntry("X-warder-principal", List.of("alice"))
        .containsEntry("X-warder-verdict", List.of("allow"))
        .containsEntry("X-warder-scopes", List.of("orders:read"))
        .containsEntry("X-forwarded-for", List.of("127.0.0.1"))
        .containsEntry("X-forwarded-host", List.of("warder.test"))
        .containsEntry("Host", List.of("warder.test"))
        .doesNotContainKeys("Authorization", "Dpop", "X-real-ip");
    assertThat(house.lastDecision().attempt().gateway()).isEqualTo("proxy");
  }

  /// GHSA-w9mr-28mw-j8hg (Oathkeeper), CVE-2026-30851 (Caddy): nobody speaks in our name, and
  /// nobody has our words taken away.
  @Test
  void aClientCanNeitherSupplyNorStripWhoItIs() throws IOException {
    Wire.Answer answer =
        get(
            proxy(),
            "/orders/1",
            bearer(),
            "X-Warder-Principal: root",
            "x-warder-anything: 1",
            "X-Forwarded-Prefix: /admin",
            "X-Custom: mine",
            "Connection: X-Warder-Principal, X-Warder-Scopes, X-Custom");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(last())
        .containsEntry("X-warder-principal", List.of("alice"))
        .containsEntry("X-warder-scopes", List.of("orders:read"))
        .doesNotContainKeys("X-warder-anything", "X-forwarded-prefix", "X-custom");
  }

  /// CVE-2025-64484 (oauth2-proxy), GHSA-5m6w-wvh7-57vm (Traefik).
  @Test
  void underscoresForHyphensAreRefused() throws IOException {
    int port = proxy();
    for (String alias :
        List.of("X_Warder_Principal: root", "x-warder_scopes: a", "X_Forwarded_For: 192.0.2.1")) {
      assertThat(get(port, "/orders/1", bearer(), alias).status()).as(alias).isEqualTo(403);
    }
    assertThat(api.received).isEmpty();
  }

  @Test
  void whatDoesNotPassNeverReachesTheUpstream() throws IOException {
    int port = proxy();
    assertThat(get(port, "/orders/1").header("www-authenticate")).isEqualTo("Bearer");
    assertThat(get(port, "/admin/x", bearer()).status()).isEqualTo(403);
    assertThat(get(port, "/v1/tokens", bearer()).status()).isEqualTo(403);
    assertThat(get(port, "/do/shut", bearer()).status()).isEqualTo(403);
    Wire.Answer proof = get(port, "/do/proof", bearer());
    assertThat(proof.status()).isEqualTo(401);
    assertThat(proof.header("www-authenticate")).contains("acr_values=\"mfa\"");
    assertThat(proof.body()).contains("127.0.0.1:" + house.port() + "/step-up/chl_");
    assertThat(proof.header("x-warder-decision-id")).startsWith("dec_");
    assertThat(proof.header("x-warder-principal")).isEmpty();
    assertThat(api.received).isEmpty();
    assertThat(get(port, "/do/slow", bearer()).status()).isEqualTo(200);
    assertThat(get(port, "/do/slow", bearer()).status()).isEqualTo(429);
    assertThat(api.received).hasSize(1);
  }

  /// CVE-2026-33494, CVE-2026-41059, CVE-2026-26205: what is sent on is what was decided on.
  @Test
  void theUpstreamSeesThePathThatWasDecidedOn() throws IOException {
    int port = proxy();
    List<String> hostile =
        List.of(
            "/public/../admin/x",
            "/public/%2e%2e/admin/x",
            "/public//admin",
            "/public/..;/admin/x",
            "/public/%2fadmin",
            "/public\\..\\admin",
            "/public/%252e%252e/admin",
            "/public/x%00",
            "//admin/x",
            "/public/a#/../../admin");
    for (String target : hostile) {
      int status = get(port, target, bearer()).status();
      assertThat(status).as(target).isIn(200, 400, 403);
    }
    assertThat(api.received)
        .allSatisfy(each ->
            assertThat(each.getRequestURI().getRawPath()).matches("/base/public/[A-Za-z]+"));
    assertThat(get(port, "/public/caf%C3%A9%20%25", bearer()).status()).isEqualTo(200);
    assertThat(api.last().getRequestURI().getRawPath()).isEqualTo("/base/public/caf%C3%A9%20%25");
  }

  @Test
  void theCredentialIsTakenOutOfWhereverItMayStand() throws IOException {
    CredentialPlace[] places = {
      new CredentialPlace.Header("x-api-key"), new CredentialPlace.Query("key")
    };
    int port = proxy(false, Duration.ofSeconds(60), places);
    assertThat(get(port, "/orders/1?a=1&k%65y=" + token + "&b=2").status()).isEqualTo(200);
    assertThat(api.last().getRequestURI()).hasToString("/base/orders/1?a=1&b=2");
    assertThat(get(port, "/orders/1", "X-API-Key: " + token, "Authorization: x").status())
        .isEqualTo(200);
    assertThat(last()).doesNotContainKey("X-api-key").containsKey("Authorization");
    int keeping = proxy(true, Duration.ofSeconds(60), places);
    assertThat(get(keeping, "/orders/1", "X-API-Key: " + token).status()).isEqualTo(200);
    assertThat(last()).containsEntry("X-api-key", List.of(token));
  }

  @Test
  void serverSentEventsArriveWhileTheyAreSent() throws Exception {
    HttpRequest request = request(proxy(), "/public/events").build();
    HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
    try (BufferedReader in = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
      assertThat(in.readLine()).isEqualTo("data: one");
      api.more.countDown();
      assertThat(in.lines().toList()).containsExactly("", "data: two", "");
    }
  }

  @Test
  void aHundredMegabytesPassInBothDirections() throws Exception {
    byte[] piece = new byte[100_000];
    List<byte[]> pieces = Collections.nCopies((int) (HUNDRED_MB / piece.length), piece);
    int port = proxy();
    HttpRequest upload =
        request(port, "/admin/sink")
            .setHeader("Authorization", "Bearer " + admin)
            .POST(BodyPublishers.ofByteArrays(pieces))
            .build();
    assertThat(http.send(upload, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
    assertThat(api.written.getAndSet(0)).isEqualTo(HUNDRED_MB);
    HttpRequest download = request(port, "/public/much").build();
    HttpResponse<InputStream> answer = http.send(download, BodyHandlers.ofInputStream());
    try (InputStream in = answer.body()) {
      assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(HUNDRED_MB);
    }
  }

  /// The upstream is stopped by a client that does not read: nothing piles up in between.
  @Test
  void aClientThatDoesNotReadStopsTheUpstream() throws Exception {
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), proxy())) {
      String head = "GET /public/much HTTP/1.1\r\nHost: a\r\n" + bearer() + "\r\n\r\n";
      slow.getOutputStream().write(head.getBytes(UTF_8));
      long before = -1;
      while (api.written.get() == 0 || api.written.get() != before) {
        before = api.written.get();
        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
      }
      assertThat(api.written.get()).isLessThan(HUNDRED_MB / 2);
    }
  }

  @Test
  void anUpstreamThatIsDownOrSlowIsABadGateway() throws IOException {
    int late = proxy(false, Duration.ofMillis(200));
    Wire.Answer slow = get(late, "/public/never", bearer());
    assertThat(slow.status()).isEqualTo(504);
    assertThat(slow.body()).contains("/upstream-late");
    int port = api.port();
    api.close();
    ProxySettings gone =
        new ProxySettings(URI.create("http://127.0.0.1:" + port), false, Duration.ofSeconds(9));
    Wire.Answer down = get(proxy(gone), "/orders/1", bearer());
    assertThat(down.status()).isEqualTo(502);
    assertThat(down.body()).contains("/upstream-failed");
  }

  private HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Bearer " + token);
  }
}
