package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is special about Envoy's questions over HTTP, as its sources build them.
class EnvoyDoorTest {
  private House house;
  private String token;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    house = House.open(folder);
    token = House.secret(house.makeToken("alice", "orders:read"));
  }

  @AfterEach
  void close() throws IOException {
    house.close();
  }

  /// As Envoy's `RawHttpClientImpl` sends it: the call's own method, host and path behind the
  /// prefix, no body, allow-listed headers, and Envoy's own address behind the client's.
  @Test
  void aRecordedQuestionIsUnderstood() throws IOException {
    Wire.Answer answer =
        Wire.send(
            house.port(),
            "api.example.com:8443",
            List.of(
                "DELETE /authz/envoy/orders/42?x=%2F HTTP/1.1",
                "content-length: 0",
                "authorization: Bearer " + token,
                "x-warder-gateway-key: " + house.gatewayKey,
                "user-agent: curl/8.5.0",
                "x-forwarded-proto: https",
                "x-forwarded-for: 203.0.113.9,127.0.0.1",
                "x-envoy-internal: true",
                "x-envoy-expected-rq-timeout-ms: 200"),
            new byte[0]);
    assertThat(answer.status()).isEqualTo(403); // the route is there for GET only
    var attempt = house.lastDecision().attempt();
    assertThat(attempt.problem()).isNull();
    assertThat(attempt.method()).isEqualTo("DELETE");
    assertThat(attempt.host()).isEqualTo("api.example.com");
    assertThat(attempt.scheme()).isEqualTo("https");
    assertThat(attempt.path().path()).isEqualTo("/orders/42");
    assertThat(attempt.source()).hasToString("203.0.113.9");
  }

  /// CVE-2024-23324 (Envoy): a client made the question itself fail, and `failure_mode_allow` let
  /// it pass. Nothing that a client can send is answered with an error that Envoy would forgive.
  @Test
  void noClientCanMakeTheQuestionAnError() throws IOException {
    for (String line :
        List.of(
            "GET /authz/envoy/orders/%00 HTTP/1.1",
            "GET /authz/envoy/orders/%zz HTTP/1.1",
            "GET /authz/envoy/../orders/42 HTTP/1.1",
            "GET /authz/envoy HTTP/1.1",
            "GET /authz/envoyorders/42 HTTP/1.1",
            "GET /authz/envoy//orders/42 HTTP/1.1",
            "BREW /authz/envoy/orders/42 HTTP/1.1",
            "TRACE /authz/envoy/orders/42 HTTP/1.1",
            "GET /authz/envoy/" + "a".repeat(20_000) + " HTTP/1.1")) {
      Wire.Answer answer =
          house.send(
              line, "X-Warder-Gateway-Key: " + house.gatewayKey, "Authorization: Bearer " + token);
      assertThat(answer.status()).as(line).isBetween(400, 499);
    }
    Wire.Answer large =
        house.send(
            "GET /authz/envoy/orders/42 HTTP/1.1",
            "X-Warder-Gateway-Key: " + house.gatewayKey,
            "Cookie: " + "a".repeat(40_000));
    assertThat(large.status()).isBetween(400, 499);
  }

  /// The same: what is an outage to others is a plain no to Envoy.
  @Test
  void evenAnOutageIsANo() throws IOException {
    house.journal.close();
    Wire.Answer answer =
        house.send(
            "GET /authz/envoy/orders/42 HTTP/1.1",
            "X-Warder-Gateway-Key: " + house.gatewayKey,
            "Authorization: Bearer " + token);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("retry-after")).isEqualTo("1");
    assertThat(answer.body()).contains("\"status\":503");
  }
}
