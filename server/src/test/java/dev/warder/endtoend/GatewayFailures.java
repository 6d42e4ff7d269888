package dev.warder.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.endtoend.Call.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every gateway must do when Warder is not what it should be: nothing passes.
abstract class GatewayFailures extends GuardedApi {
  GatewayFailures(Gateway.Starter starter) {
    super(starter);
  }

  @Test
  void withoutWarderNothingPasses(@TempDir Path folder) throws IOException {
    int before = upstream.received().size();
    int nobody = Child.freePort();
    try (Gateway alone = starter.start(folder, gatewayKey, nobody, upstream.port())) {
      Answer answer = Call.get("/orders/42").bearing(alice.token()).to(alone.port());
      assertThat(answer.status()).isBetween(500, 503);
    }
    assertThat(upstream.received()).hasSize(before);
  }

  /// What passes on a good day also passes on a slow one, and what does not, does not.
  @Test
  void aSlowWarderIsWaitedFor(@TempDir Path folder) throws IOException {
    try (Impostor slow = Impostor.slow(service.port());
        Gateway patient = starter.start(folder, gatewayKey, slow.port(), upstream.port())) {
      Call good = Call.get("/orders/42").bearing(alice.token());
      assertThat(good.to(patient.port()).status()).isEqualTo(200);
      int before = upstream.received().size();
      Call bad = Call.get("/admin/users").bearing(alice.token());
      assertThat(bad.to(patient.port()).status()).isEqualTo(403);
      assertThat(upstream.received()).hasSize(before);
    }
  }

  @Test
  void aWarderThatNeverAnswersIsGivenUp(@TempDir Path folder) throws IOException {
    int before = upstream.received().size();
    try (Impostor silent = Impostor.silent();
        Gateway alone = starter.start(folder, gatewayKey, silent.port(), upstream.port())) {
      Answer answer = Call.get("/orders/42").bearing(alice.token()).to(alone.port());
      assertThat(answer.status()).isBetween(500, 504);
    }
    assertThat(upstream.received()).hasSize(before);
  }

  /// Something else than Warder may listen at its place.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "no HTTP at all",
        "a 200 that says nothing",
        "a 204 that says nothing",
        "a page",
        "a 404",
        "a 500",
        "half an answer"
      })
  void rubbishLetsNothingPass(String kind, @TempDir Path folder) throws IOException {
    int before = upstream.received().size();
    try (Impostor impostor = Impostor.saying(Impostor.rubbish(kind));
        Gateway fooled = starter.start(folder, gatewayKey, impostor.port(), upstream.port())) {
      Answer answer = Call.get("/orders/42").bearing(alice.token()).to(fooled.port());
      assertThat(answer.status()).as(answer.toString()).isBetween(400, 504);
    }
    assertThat(upstream.received()).hasSize(before);
  }

  /// CVE-2026-54762 (Traefik): without its secret resolved, the gateway let everything pass.
  @ParameterizedTest
  @ValueSource(strings = {"a caller's token", "", "{env.WARDER_GATEWAY_KEY}"})
  void withoutItsRightKeyNothingPasses(String key, @TempDir Path folder) throws IOException {
    int before = upstream.received().size();
    String wrong = key.equals("a caller's token") ? alice.token() : key;
    try (Gateway forged = starter.start(folder, wrong, service.port(), upstream.port())) {
      Answer answer = Call.get("/orders/42").bearing(alice.token()).to(forged.port());
      assertThat(answer.status()).isGreaterThanOrEqualTo(400);
    }
    assertThat(upstream.received()).hasSize(before);
  }
}
