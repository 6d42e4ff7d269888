package dev.warder.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.app.settings.ConfigurationError;
import dev.warder.app.settings.SettingsReader;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.token.NewToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Warder as one of the configurations in `examples/authzen` makes it, and a caller that may
/// assert.
final class AuthzenService implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path EXAMPLES =
      Path.of(System.getProperty("root", ".."), "examples", "authzen");

  private final Service service;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();

  private AuthzenService(Service service, String token) {
    this.service = service;
    this.token = token;
  }

  static AuthzenService start(String example, Path folder) throws IOException, ConfigurationError {
    Map<String, String> options =
        Map.of("data", folder.resolve("data").toString(), "server.port", "0");
    // Long, because a busy machine must not turn answers into failures.
    Map<String, String> environment = Map.of("WARDER_DECIDE_DEADLINE", "20s");
    Path file = EXAMPLES.resolve(example).resolve("warder.yaml").toAbsolutePath().normalize();
    Service service = Service.listen(SettingsReader.read(file, environment, options, Path.of("")));
    Principal pep = new Principal("pep", PrincipalKind.SERVICE);
    NewToken wanted = NewToken.of(pep, "", List.of("warder:assert"));
    var made = service.wiring().tokens.create(wanted, null).commit();
    return new AuthzenService(service, Objects.requireNonNull(made.secret()).reveal());
  }

  HttpResponse<String> post(String path, String body) throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  JsonNode ask(String path, JsonNode body) throws IOException {
    HttpResponse<String> answer = post(path, JSON.writeValueAsString(body));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    service.close();
  }
}
