package dev.warder.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published rules and dashboard, in a real Prometheus, while somebody touches a honey token.
@Tag("endtoend")
class PrometheusTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path EXAMPLES =
      Path.of(System.getProperty("root", "..")).resolve("examples/monitoring");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static void tool(Path folder, String shell) {
    try (Child promtool = Child.start("promtool", folder, Map.of(), List.of("sh", "-c", shell))) {
      assertThat(promtool.exitCode()).as(promtool.printed()).isZero();
      assertThat(promtool.printed()).doesNotContain("lint", "error");
    }
  }

  private static String get(int port, String path) {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void rulesLoadAndFireAndTheDashboardFindsWhatItAsksFor(@TempDir Path folder) throws IOException {
    Path configuration = Files.writeString(folder.resolve("warder.yaml"), "data: ./unused\n");
    try (Service service = Service.answering(folder, configuration)) {
      Warder admin = service.admin();
      Warder.Made gateway = admin.makeToken("gateway", "service", "warder:decide");
      var answer =
          admin.post(
              "/v1/tokens",
              Map.of("principal", "honey", "kind", "service", "tags", Map.of("honey", "true")));
      String honey = JSON.readTree(answer.body()).path("token").asString("");
      Warder asGateway = admin.as(gateway.token());
      var _ = asGateway.decide(admin.makeToken("alice", "user").token(), call());
      Files.writeString(folder.resolve("metrics"), get(service.port(), "/metrics"));
      tool(folder, "promtool check metrics < metrics");
      Files.copy(EXAMPLES.resolve("alerts.yml"), folder.resolve("alerts.yml"));
      tool(folder, "promtool check rules alerts.yml");

      String own =
          Files.readString(EXAMPLES.resolve("prometheus.yml"))
              .replace("127.0.0.1:8480", "127.0.0.1:" + service.port())
              .replace("15s", "1s");
      Files.writeString(folder.resolve("prometheus.yml"), own);
      int port = Child.freePort();
      List<String> command =
          List.of(
              "prometheus",
              "--config.file=prometheus.yml",
              "--storage.tsdb.path=tsdb",
              "--web.listen-address=127.0.0.1:" + port);
      try (Child prometheus = Child.start("prometheus", folder, Map.of(), command)) {
        var _ = prometheus.when(() -> hasScraped(port));
        var _ = asGateway.decide(honey, call());
        var _ = asGateway.decide("wrd_unknown", call());
        var _ = prometheus.when(() -> fires(port, "WarderHoneyTokenTouched"));
        assertThat(get(port, "/api/v1/alerts")).contains("WarderDetection");
        JsonNode dashboard = JSON.readTree(Files.readString(EXAMPLES.resolve("dashboard.json")));
        for (JsonNode panel : dashboard.path("panels")) {
          for (JsonNode target : panel.path("targets")) {
            // A rate needs two samples of a series that may be a second old.
            var _ = prometheus.when(() -> answers(port, target.path("expr").asString("")));
          }
        }
      }
    }
  }

  private static Map<String, Object> call() {
    return Map.of(
        "method", "GET",
        "scheme", "https",
        "host", "api.example.com",
        "path", "/orders/1",
        "sourceIp", "203.0.113.7");
  }

  private static boolean hasScraped(int port) {
    return query(port, "count_over_time(warder_detections_total{detector=\"honey-token\"}[1m]) > 1")
        .contains("honey-token");
  }

  private static boolean fires(int port, String alert) {
    return query(port, "ALERTS{alertname=\"" + alert + "\",alertstate=\"firing\"}").contains(alert);
  }

  private static boolean answers(int port, String expression) {
    JsonNode answer = JSON.readTree(query(port, expression));
    assertThat(answer.path("status").asString("")).as(expression).isEqualTo("success");
    return expression.contains("notify") || !answer.path("data").path("result").isEmpty();
  }

  private static String query(int port, String expression) {
    return get(
        port, "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
  }
}
