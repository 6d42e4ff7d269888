package dev.warder.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.token.TokenFilter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsApiTest {
  @TempDir Path folder;
  private Office office;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void open() throws Exception {
    office = new Office(folder);
  }

  @AfterEach
  void close() throws Exception {
    http.shutdownNow();
    office.close();
  }

  private BufferedReader listen(String key, String query, @Nullable String last) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + office.house.port() + "/v1/events" + query))
            .header("Authorization", "Bearer " + key);
    if (last != null) {
      request.header("Last-Event-ID", last);
    }
    var response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("text/event-stream");
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /// The next event, its lines but the empty one.
  private static List<String> event(BufferedReader in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.isEmpty() && !lines.isEmpty()) {
        return lines;
      }
      if (!line.isEmpty() && !line.startsWith(":")) {
        lines.add(line);
      }
    }
    return lines;
  }

  @Test
  void recordsComeAsTheyAreWrittenAndGoOnAfterTheLastThatWasSeen() throws Exception {
    String alice = office.key("alice");
    String last;
    try (BufferedReader in = listen(office.admin, "?kind=decision", null)) {
      var _ = office.decide(alice, "/one");
      List<String> event = event(in);
      assertThat(event).hasSize(3);
      assertThat(event.get(1)).isEqualTo("event: decision");
      assertThat(event.get(2)).startsWith("data: {").contains("/one");
      last = event.getFirst().substring("id: ".length());
    }
    var _ = office.decide(alice, "/two");
    var _ = office.decide(alice, "/three");
    try (BufferedReader in = listen(office.admin, "?kind=decision", last)) {
      assertThat(event(in).get(2)).contains("/two");
      assertThat(event(in).get(2)).contains("/three");
    }
    assertThat(office.get("/v1/events", "Last-Event-ID", "yesterday").status()).isEqualTo(400);
  }

  @Test
  void whoIsRevokedHearsNoMore() throws Exception {
    String ear = office.key("ear", "warder:audit");
    assertThat(office.send(office.key("alice"), "GET", "/v1/events", "").status()).isEqualTo(403);
    try (BufferedReader in = listen(ear, "", null)) {
      String id =
          office.house.tokens.list(TokenFilter.ALL, 100, null).tokens().stream()
              .filter(token -> token.principal().id().equals("ear"))
              .findFirst()
              .orElseThrow()
              .id();
      Office.json(200, office.post("/v1/tokens/" + id + "/revoke", "{}"));
      while (!event(in).isEmpty()) {
        // what was on its way before
      }
    }
  }
}
