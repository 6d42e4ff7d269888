package dev.warder.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.Collector;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client sends to a real nginx as its trace is the trace of the decision too.
@Tag("endtoend")
class TracedTest {
  @Test
  void aTraceGoesThroughNginxToTheDecisionAndToTheApi(@TempDir Path folder) throws Exception {
    try (Collector collector = new Collector();
        Service service = Service.answering(folder, configuration(folder, collector));
        Upstream upstream = Upstream.start()) {
      Warder admin = service.admin();
      String key = admin.makeToken("gateway", "service", "warder:decide").token();
      String alice = admin.makeToken("alice", "user", "orders:read").token();
      Path nginx = Files.createDirectory(folder.resolve("nginx"));
      String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
      try (Gateway gateway = Gateway.nginx(nginx, key, service.port(), upstream.port())) {
        Call call = Call.get("/orders/1").bearing(alice).with("traceparent", parent);
        assertThat(call.to(gateway.port()).status()).isEqualTo(200);
      }
      Span span = collector.next();
      assertThat(Collector.traceId(span)).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
      assertThat(Collector.parentId(span)).isEqualTo("00f067aa0ba902b7");
      assertThat(upstream.last().header("Traceparent")).isEqualTo(parent);
    }
  }

  private static Path configuration(Path folder, Collector collector) throws IOException {
    Path policy = Gateway.EXAMPLES.resolve("policy.yaml").toRealPath();
    String example =
        Files.readString(Gateway.EXAMPLES.resolve("warder.yaml"))
            .replace("policy.yaml", policy.toString());
    return Files.writeString(
        folder.resolve("traced.yaml"), example + "\ntraces: {url: \"" + collector.url() + "\"}\n");
  }
}
