package dev.warder.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What real gateways write into their logs becomes observations, once each.
@Tag("endtoend")
class WatchTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private record Run(Path folder, Service service) {
    JsonNode watch(Path log) {
      List<String> options =
          List.of(
              "--log", log.toString(),
              "--state", folder.resolve(log.getFileName() + ".state").toString(),
              "--once", "--json",
              "--data", service.data().toString(),
              "--url", "http://127.0.0.1:" + service.port());
      try (Child child = Service.command(folder, List.of("watch"), options)) {
        assertThat(child.exitCode()).as(child.printed()).isZero();
        String[] lines = child.printed().strip().split("\n");
        return JSON.readTree(lines[lines.length - 1]);
      }
    }
  }

  private static int calls(int port, String token) throws IOException {
    for (int i = 0; i < 5; i++) {
      assertThat(Call.get("/orders/" + i).bearing(token).to(port).status()).isEqualTo(200);
    }
    return Call.get("/orders/1").bearing("wrd_wrong").to(port).status();
  }

  @Test
  void whatGatewaysLoggedIsToldOnceAlsoAfterTheLogWasRotated(@TempDir Path folder)
      throws IOException {
    Path routes = Gateway.EXAMPLES.resolve("warder.yaml").toRealPath();
    try (Service service = Service.answering(folder, routes);
        Upstream upstream = Upstream.start()) {
      Warder admin = service.admin();
      String key = admin.makeToken("gateway", "service", "warder:decide").token();
      String alice = admin.makeToken("alice", "user", "orders:read").token();
      Run run = new Run(folder, service);

      Path nginx = Files.createDirectory(folder.resolve("nginx"));
      Path log = nginx.resolve("access.log");
      try (Gateway gateway = Gateway.nginx(nginx, key, service.port(), upstream.port())) {
        assertThat(calls(gateway.port(), alice)).isEqualTo(401);
      }
      JsonNode first = run.watch(log);
      assertThat(first.path("accepted").asInt()).as(first.toString()).isEqualTo(5);
      assertThat(first.path("unknown").asInt()).as(first.toString()).isEqualTo(1);
      assertThat(run.watch(log).path("lines").asInt()).isZero();
      Files.move(log, nginx.resolve("access.log.1"));
      try (Gateway gateway = Gateway.nginx(nginx, key, service.port(), upstream.port())) {
        assertThat(calls(gateway.port(), alice)).isEqualTo(401);
      }
      assertThat(run.watch(log).path("accepted").asInt()).isEqualTo(5);

      Path caddy = Files.createDirectory(folder.resolve("caddy"));
      try (Gateway gateway = Gateway.caddy(caddy, key, service.port(), upstream.port())) {
        assertThat(calls(gateway.port(), alice)).isEqualTo(401);
      }
      JsonNode told = run.watch(caddy.resolve("access.log"));
      assertThat(told.path("accepted").asInt()).as(told.toString()).isEqualTo(5);
      JsonNode records = JSON.readTree(admin.get("/v1/audit?kind=observation&limit=100").body());
      int outcomes = 0;
      for (JsonNode record : records.path("items")) {
        outcomes += record.path("details").path("outcomes").size();
      }
      assertThat(outcomes).as(records.toString()).isEqualTo(15);
    }
  }
}
