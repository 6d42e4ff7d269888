package dev.warder.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import dev.warder.http.Endpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `/openapi.json` says of every route what it is for, with all that can be switched on.
class DescribedTest {
  @TempDir Path folder;

  @Test
  void everyRouteHasASummaryOfItsOwn() throws Exception {
    Files.writeString(folder.resolve("hook.secret"), "a secret of the leak reports\n");
    Path file = folder.resolve("warder.yaml");
    Files.writeString(
        file,
        """
        data: data
        server: {port: 0, publicUrl: "https://warder.example.com/tenant"}
        leaks: {webhookSecret: hook.secret}
        signals: {transmit: true}
        """);
    Settings settings = SettingsReader.read(file, Map.of(), Map.of(), folder);
    try (Service service = Service.listen(settings)) {
      JsonNode paths = document(service.port()).path("paths");
      Map<String, String> seen = new HashMap<>();
      paths
          .properties()
          .forEach(path ->
              path.getValue()
                  .properties()
                  .forEach(operation -> {
                    String route = operation.getKey() + " " + path.getKey();
                    String summary = operation.getValue().path("summary").asString("");
                    assertThat(summary).as(route).isNotBlank().doesNotStartWith("Answers at ");
                    assertThat(seen.put(summary, route)).as("%s: %s", route, summary).isNull();
                  }));
      for (Endpoint each : service.endpoints()) {
        assertThat(paths.has(each.template().replace("/**", "/{path}")))
            .as(each.template())
            .isTrue();
      }
      assertThat(seen).containsKey("Finds who may do it (AuthZEN)").hasSizeGreaterThan(80);
    }
  }

  private static JsonNode document(int port) throws Exception {
    URI at = URI.create("http://127.0.0.1:" + port + "/openapi.json");
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.ofString());
      return JsonMapper.builder().build().readTree(answer.body());
    }
  }
}
