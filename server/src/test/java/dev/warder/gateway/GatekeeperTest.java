package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.Wire;
import dev.warder.audit.Entry;
import dev.warder.audit.Event;
import dev.warder.http.Listening;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.StartupFailure;
import dev.warder.token.NewToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who counts as a gateway.
class GatekeeperTest {
  private static final String ASK = "GET /authz/forward HTTP/1.1";
  private static final String METHOD = "X-Forwarded-Method: GET";
  private static final String PATH = "X-Forwarded-Uri: /public/a";

  @TempDir Path folder;

  @Test
  void aGatewayWithoutAGoodKeyGetsNoDecisionButLeavesARecord() throws IOException {
    try (House house = House.open(folder)) {
      String noGateway = House.secret(house.makeToken("alice", "orders:read"));
      for (String header :
          List.of(
              "X-Other: a",
              "X-Warder-Gateway-Key: wrd_x",
              "X-Warder-Gateway-Key: " + noGateway,
              "Authorization: Bearer " + house.gatewayKey)) {
        Wire.Answer answer = house.send(ASK, METHOD, PATH, header);
        assertThat(answer.status()).as(header).isEqualTo(403);
        assertThat(answer.headers()).doesNotContainKey("x-warder-decision-id");
      }
      house.clock.advance(Duration.ofSeconds(1));
      house.refused.flush();
      List<Event> events =
          house.entries().stream().map(Entry::event).flatMap(e -> e.stream()).toList();
      assertThat(events).filteredOn(e -> e.kind().equals("access.refused")).hasSize(2);
      assertThat(events)
          .extracting(Event::details)
          .contains(
              Map.of("reason", "gateway-unknown", "count", 3L),
              Map.of("reason", "gateway-without-scope", "count", 1L));
    }
  }

  @Test
  void twoKeysAreNone() throws IOException {
    try (House house = House.open(folder)) {
      String key = "X-Warder-Gateway-Key: ";
      Wire.Answer answer =
          house.send(ASK, METHOD, PATH, key + house.gatewayKey, key + "wrd_another");
      assertThat(answer.status()).isEqualTo(403);
    }
  }

  /// CVE-2023-36456 and its like, for the gateway's own address: neither headers nor a PROXY line
  /// say where it is.
  @Test
  void aGatewaysAddressIsThatOfItsConnection() throws IOException {
    try (House house = House.open(folder)) {
      NewToken bound =
          new NewToken(
              new Principal("gw", PrincipalKind.SERVICE),
              "",
              List.of("warder:decide"),
              null,
              List.of(Plan.cidr("10.0.0.0/8")),
              null,
              Map.of());
      String key = "X-Warder-Gateway-Key: " + House.secret(house.makeToken(bound));
      for (String header :
          List.of("X-Forwarded-For: 10.0.0.1", "Forwarded: for=10.0.0.1", "X-Real-IP: 10.0.0.1")) {
        assertThat(house.send(ASK, METHOD, PATH, key, header).status()).as(header).isEqualTo(403);
      }
      String proxied =
          "PROXY TCP4 10.0.0.1 127.0.0.1 1 2\r\n" + ASK + "\r\nHost: a\r\n" + key + "\r\n\r\n";
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.port());
      byte[] bytes = proxied.getBytes(StandardCharsets.US_ASCII);
      assertThat(Wire.send(socket, bytes).status()).isEqualTo(400);
    }
  }

  @Test
  void theLoopbackListenerNeedsNoKeyAndTheMainOneDoes() throws IOException {
    try (House house = new House(folder, Plan.DEFAULT.withLoopbackListener())) {
      String token = "Authorization: Bearer " + House.secret(house.makeToken("alice"));
      List<String> head = List.of(ASK, METHOD, PATH, token);
      int second = house.server.loopbackPort();
      assertThat(second).isNotEqualTo(house.port());
      assertThat(Wire.send(second, head, new byte[0]).status()).isEqualTo(200);
      assertThat(house.lastDecision().attempt().gateway()).isEqualTo("loopback");
      assertThat(Wire.send(house.port(), head, new byte[0]).status()).isEqualTo(403);
      List<String> wrongKey = List.of(ASK, METHOD, PATH, token, "X-Warder-Gateway-Key: wrd_x");
      assertThat(Wire.send(second, wrongKey, new byte[0]).status()).isEqualTo(403);
    }
  }

  @Test
  void bothListenersOnOnePortAreRefused() {
    assertThatThrownBy(() -> Listening.at("127.0.0.1", 8480, null, 8480))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("8480");
  }
}
