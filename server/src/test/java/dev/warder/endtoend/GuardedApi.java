package dev.warder.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.endtoend.Call.Answer;
import dev.warder.endtoend.Warder.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A real gateway with Warder beside it and an API behind it, and a client with a token.
@Tag("endtoend")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GuardedApi {
  static final List<String> IDENTITY =
      List.of(
          "X-Warder-Verdict",
          "X-Warder-Decision-Id",
          "X-Warder-Principal",
          "X-Warder-Principal-Kind",
          "X-Warder-Token-Id",
          "X-Warder-Scopes",
          "X-Warder-Risk",
          "X-Warder-Assurance");

  final Gateway.Starter starter;
  Service service;
  Upstream upstream;
  Gateway gateway;
  Warder admin;
  String gatewayKey;
  Made alice;

  GuardedApi(Gateway.Starter starter) {
    this.starter = starter;
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    service = Service.start(folder, Gateway.EXAMPLES.resolve("warder.yaml").toRealPath());
    admin = service.admin();
    gatewayKey = admin.makeToken("gateway", "service", "warder:decide").token();
    alice = admin.makeToken("alice", "user", "orders:read");
    upstream = Upstream.start();
    Path own = Files.createDirectory(folder.resolve("gateway"));
    gateway = starter.start(own, gatewayKey, service.port(), upstream.port());
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
    service.close();
  }

  /// A refusal tells the client nothing but that it happened, and the upstream nothing at all.
  final Answer refused(Call call, int status) throws IOException {
    int before = upstream.received().size();
    Answer answer = call.to(gateway.port());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("X-Warder-Decision-Id")).startsWith("dec_");
    for (String name : IDENTITY) {
      assertThat(answer.has(name)).isEqualTo(name.equals("X-Warder-Decision-Id"));
    }
    assertThat(answer.has("X-Warder-Body")).isFalse();
    assertThat(upstream.received()).hasSize(before);
    return answer;
  }
}
