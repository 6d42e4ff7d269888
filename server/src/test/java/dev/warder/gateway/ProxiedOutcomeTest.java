package dev.warder.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.Wire;
import dev.warder.http.Links;
import dev.warder.http.StreamServer;
import dev.warder.model.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the proxy tells of the calls that it handed on, and the name that a request keeps.
class ProxiedOutcomeTest {
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private ApiBehind api;
  private House house;
  private Proxy proxy;
  private StreamServer server;
  private String token;
  private String tokenId;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    api = ApiBehind.start();
    house = House.open(folder);
    var issued = house.makeToken("alice", "orders:read");
    token = House.secret(issued);
    tokenId = issued.token().id();
    URI url = URI.create("http://127.0.0.1:" + api.port() + "/base/");
    Plan plan = Plan.DEFAULT;
    proxy =
        new Proxy(
            new ProxySettings(url, false, Duration.ofMillis(500)),
            plan.doors(),
            house.decider::decide,
            new Links(null, plan.listening()),
            house.port(),
            house.clock,
            outcomes::add);
    server = StreamServer.start(plan.listening(), proxy);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    proxy.close();
    house.close();
    api.close();
  }

  private Wire.Answer get(String target, String... headers) throws IOException {
    List<String> head = new ArrayList<>(List.of("GET " + target + " HTTP/1.1"));
    head.add("Authorization: Bearer " + token);
    head.addAll(List.of(headers));
    return Wire.send(server.port(), head, new byte[0]);
  }

  private Outcome next() throws InterruptedException {
    return requireNonNull(outcomes.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void whatTheUpstreamAnsweredIsTold() throws Exception {
    assertThat(get("/orders/1").status()).isEqualTo(200);
    Outcome good = next();
    assertThat(good.status()).isEqualTo(200);
    assertThat(good.bytes()).isEqualTo("the upstream's answer".length());
    assertThat(good.duration()).isPositive();
    assertThat(good.tokenId()).isEqualTo(tokenId);
    assertThat(good.decisionId()).isEqualTo(house.lastDecision().id());
    assertThat(get("/public/missing").status()).isEqualTo(404);
    assertThat(next().status()).isEqualTo(404);
  }

  /// A refusal, and what stands in for a silent upstream, is no outcome of the caller's.
  @Test
  void whatWeAnswerOurselvesIsNot() throws Exception {
    assertThat(get("/public/never").status()).isEqualTo(504);
    assertThat(get("/admin/x").status()).isEqualTo(403);
    assertThat(get("/orders/7").status()).isEqualTo(200);
    assertThat(next().decisionId()).isEqualTo(house.lastDecision().id());
    assertThat(outcomes).isEmpty();
  }

  @Test
  void aRequestKeepsItsName() throws IOException {
    Wire.Answer passed = get("/orders/1", "X-Request-ID: req-7/a");
    assertThat(passed.header("x-request-id")).isEqualTo("req-7/a");
    assertThat(api.last().getRequestHeaders().get("X-request-id")).containsExactly("req-7/a");
    assertThat(house.lastDecision().attempt().headers()).containsEntry("x-request-id", "req-7/a");
    Wire.Answer refused = get("/admin/x", "X-Request-ID: req-8");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("x-request-id")).isEqualTo("req-8");
    assertThat(house.lastDecision().attempt().headers()).containsEntry("x-request-id", "req-8");
  }

  @Test
  void aNameThatIsNoGoodGivesWayToTheDecisions() throws IOException {
    for (String bad : List.of("x".repeat(129), "a b", "caf\u00e9", "a\tb")) {
      Wire.Answer answer = get("/orders/1", "X-Request-ID: " + bad);
      assertThat(answer.status()).as(bad).isEqualTo(200);
      assertThat(answer.header("x-request-id")).as(bad).isEmpty();
      assertThat(api.last().getRequestHeaders().get("X-request-id"))
          .containsExactly(house.lastDecision().id());
      assertThat(house.lastDecision().attempt().headers()).doesNotContainKey("x-request-id");
    }
    assertThat(get("/orders/1", "X-Request-ID: a", "X-Request-ID: b").status()).isEqualTo(200);
    assertThat(api.last().getRequestHeaders().get("X-request-id")).containsExactly("a");
  }
}
