package dev.warder.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.model.Attempt;
import dev.warder.model.Fault;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is special about Envoy's questions over gRPC, in its own words.
class EnvoyGrpcTest {
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

  private CheckResponse check(Question question) {
    return Envoy.check(house.port(), house.gatewayKey, Envoy.request(question));
  }

  @Test
  void whatPassesReplacesTheIdentityAndLosesTheCredential() {
    CheckResponse response =
        check(Question.get("/orders/42?x=1").as(token).at("api.example.com").from("192.0.2.7"));
    assertThat(response.getStatus().getCode()).isZero();
    assertThat(response.getOkResponse().getHeadersList())
        .hasSize(8)
        .allMatch(h -> h.getKeepEmptyValue())
        .extracting(HeaderValueOption::getAppendAction)
        .containsOnly(HeaderValueOption.HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD);
    assertThat(response.getOkResponse().getHeadersToRemoveList())
        .containsExactly("authorization", "x-warder-gateway-key");
  }

  @Test
  void everyFieldOfTheCallIsUnderstood() throws IOException {
    check(
        Question.get("/orders/42?x=1")
            .by("DELETE")
            .as(token)
            .at("API.example.com:443")
            .from("192.0.2.7")
            .with("user-agent: curl/8.5.0"));
    Attempt attempt = house.lastDecision().attempt();
    assertThat(attempt.problem()).isNull();
    assertThat(attempt.method()).isEqualTo("DELETE");
    assertThat(attempt.host()).isEqualTo("api.example.com");
    assertThat(attempt.path().path()).isEqualTo("/orders/42");
    assertThat(attempt.source()).hasToString("192.0.2.7");
    assertThat(requireNonNull(house.lastDecision().context()).client().product()).isEqualTo("curl");
  }

  /// CVE-2024-23324 (Envoy): an error in the question was forgiven. Strangers, rubbish and outages
  /// are plain denials, which nothing forgives.
  @Test
  void nothingIsAnErrorToGrpc() throws IOException {
    CheckRequest good = Envoy.request(Question.get("/orders/42").as(token));
    assertDenied(Envoy.check(house.port(), null, good), 403);
    assertDenied(Envoy.check(house.port(), token, good), 403);
    assertDenied(
        Envoy.check(house.port(), house.gatewayKey, CheckRequest.getDefaultInstance()), 401);
    house.journal.close();
    CheckResponse outage = Envoy.check(house.port(), house.gatewayKey, good);
    assertDenied(outage, 503);
  }

  private static void assertDenied(CheckResponse response, int status) {
    assertThat(response.hasOkResponse()).isFalse();
    assertThat(response.getStatus().getCode()).isEqualTo(7);
    assertThat(response.getDeniedResponse().getStatus().getCodeValue()).isEqualTo(status);
  }

  @Test
  void bytesThatAreNoQuestionAreRefusedAndNeverBreakTheReader() {
    byte[] good = Envoy.request(Question.get("/orders/42").as("t").from("192.0.2.7")).toByteArray();
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        var _ = EnvoyMessages.question(bad).told();
      } catch (Fault.Invalid unreadable) {
        assertThat(unreadable.publicText()).isNotEmpty();
      }
    }
    assertThat(EnvoyMessages.question(good).told().method()).isEqualTo("GET");
  }
}
