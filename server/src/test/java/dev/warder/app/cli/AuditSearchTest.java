package dev.warder.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSearchTest {
  @TempDir private Path folder;

  @Test
  void searchAsksTheNamedServiceAndFollowsTheCursorUpToItsLimit() throws IOException {
    try (Service service = new Service()) {
      String record =
          "{\"seq\":%d,\"id\":\"evt_1\",\"time\":\"2026-11-23T10:00:00.000Z\",\"kind\":\"token.created\","
              + "\"actor\":\"root\",\"subject\":\"tok_1\",\"details\":{}}";
      service
          .on(
              "GET /v1/audit?limit=2&kind=token.&text=a%20b",
              200, "{\"items\":[" + record.formatted(8) + "],\"cursor\":\"c\"}")
          .on(
              "GET /v1/audit?limit=1&kind=token.&text=a%20b&cursor=c",
              200, "{\"items\":[" + record.formatted(3) + "],\"cursor\":\"d\"}");

      Played run =
          Played.in(
              folder,
              Map.of("WARDER_TOKEN", "t"),
              "",
              "audit",
              "search",
              "--url",
              service.url(),
              "--kind",
              "token.",
              "--text",
              "a b",
              "-n",
              "2");
      assertThat(run.exit()).isZero();
      assertThat(run.out().lines()).hasSize(2);
      assertThat(run.out()).contains("     8  token.created tok_1  by root");
    }
  }
}
