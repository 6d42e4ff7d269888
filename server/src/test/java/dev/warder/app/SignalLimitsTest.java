package dev.warder.app;

import static dev.warder.EventIssuer.DISABLED;
import static dev.warder.EventIssuer.ENABLED;
import static dev.warder.EventIssuer.claims;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.EventIssuer;
import dev.warder.app.settings.SettingsReader;
import dev.warder.token.TokenFixtures;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A provider that runs away locks out no more than it may within an hour, and what is held back
/// waits for the operator's word: all of it asked over HTTP.
class SignalLimitsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> ALL = List.of("ann", "ben", "cat", "dan", "eve");

  @TempDir private Path folder;
  private final TokenFixtures.Clock clock = new TokenFixtures.Clock();
  private final Map<String, String> secrets = new HashMap<>();
  private EventIssuer issuer;
  private Service service;

  @BeforeEach
  void prepare() throws Exception {
    issuer = new EventIssuer(folder.resolve("jwks.json"));
    service = start("perHour: 2");
  }

  @AfterEach
  void close() {
    service.close();
  }

  private Service start(String more) throws Exception {
    Path file = folder.resolve("warder.yaml");
    Files.writeString(
        file,
        """
        data: data
        server: {port: 0}
        notify: {targets: [{name: ops, to: webhook, url: "http://127.0.0.1:9/"}]}
        signals:
          from: [{issuer: "%s", audience: warder, keys: jwks.json, %s}]
        """
            .formatted(EventIssuer.NAME, more));
    return Service.listen(SettingsReader.read(file, Map.of(), Map.of(), folder), clock);
  }

  private void restart(String more) throws Exception {
    service.close();
    service = start(more);
  }

  private JsonNode ask(String method, String path, String body, int status) throws Exception {
    String answer =
        AsAdmin.of(service.port(), folder.resolve("data")).send(method, path, body, status);
    return JSON.readTree(answer);
  }

  private void makeTokens() throws Exception {
    for (String each : ALL) {
      String wanted = "{\"principal\": \"" + each + "\"}";
      secrets.put(each, ask("POST", "/v1/tokens", wanted, 201).get("token").asString());
    }
  }

  private int push(String jti, String type, String whom) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/v1/signals"))
            .header("Content-Type", "application/secevent+jwt")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    issuer.signed(claims(jti, type, EventIssuer.of(whom)))))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  /// All accounts are disabled, by an event each.
  private void disableAll() throws Exception {
    for (String each : ALL) {
      assertThat(push("of " + each, DISABLED, each)).isEqualTo(202);
    }
  }

  private List<String> denied() throws Exception {
    List<String> all = new ArrayList<>();
    for (String each : ALL) {
      String call =
          """
          {"token": "%s", "request": {"method": "GET", "scheme": "https",
           "host": "api.example.com", "path": "/do/this", "sourceIp": "203.0.113.7"}}
          """
              .formatted(Objects.requireNonNull(secrets.get(each)));
      JsonNode decision = ask("POST", "/v1/decisions", call, 200);
      if (decision.get("verdict").asString().equals("deny")) {
        all.add(each);
      }
    }
    return all;
  }

  private List<JsonNode> waiting() throws Exception {
    return ask("GET", "/v1/reactions/waiting", "", 200).get("items").valueStream().toList();
  }

  private List<String> waitFor() throws Exception {
    return waiting().stream().map(each -> each.get("target").asString()).toList();
  }

  private String idOf(String target) throws Exception {
    return waiting().stream()
        .filter(each -> each.get("target").asString().equals(target))
        .findFirst()
        .orElseThrow()
        .get("id")
        .asString();
  }

  private List<JsonNode> records(String kind) throws Exception {
    return ask("GET", "/v1/audit?kind=" + kind, "", 200).get("items").valueStream().toList();
  }

  private String metrics() throws Exception {
    return AsAdmin.of(service.port(), folder.resolve("data")).send("GET", "/metrics", "", 200);
  }

  @Test
  void whatIsBeyondTheHourIsToldAndWaits() throws Exception {
    makeTokens();
    disableAll();
    assertThat(denied()).containsExactly("ann", "ben");
    assertThat(waitFor()).containsExactly("cat", "dan", "eve");
    assertThat(records("reaction.taken")).hasSize(2);
    assertThat(records("reaction.limited")).hasSize(3);
    assertThat(metrics())
        .contains("warder_reactions_limited_total{source=\"signal\"} 3.0")
        .contains("warder_reactions_waiting 3.0")
        .contains("warder_notify_waiting{target=\"ops\"} 1.0");
  }

  @Test
  void anEventThatIsSentAgainCountsOnce() throws Exception {
    makeTokens();
    assertThat(push("of ann", DISABLED, "ann")).isEqualTo(202);
    assertThat(push("of ann", DISABLED, "ann")).isEqualTo(202);
    // by another event, who is quarantined already
    assertThat(push("another of ann", DISABLED, "ann")).isEqualTo(202);
    disableAll();
    disableAll();
    assertThat(denied()).containsExactly("ann", "ben");
    assertThat(waitFor()).containsExactly("cat", "dan", "eve");
    assertThat(records("reaction.limited")).hasSize(3);
    assertThat(ask("GET", "/v1/reactions", "", 200).get("items")).hasSize(2);
  }

  @Test
  void anHourLaterThereIsRoomAgainAndNothingThatWaitsIsDoneByItself() throws Exception {
    makeTokens();
    disableAll();
    clock.advance(Duration.ofHours(1));
    assertThat(denied()).containsExactly("ann", "ben");
    assertThat(push("again of eve", DISABLED, "eve")).isEqualTo(202);
    assertThat(denied()).containsExactly("ann", "ben", "eve");
    assertThat(waitFor()).containsExactly("cat", "dan");
  }

  @Test
  void whatWaitsIsCarriedOutOrDroppedByAWordAlsoAfterARestart() throws Exception {
    restart("perHour: 1");
    makeTokens();
    disableAll();
    restart("perHour: 0");
    assertThat(waitFor()).containsExactlyInAnyOrder("ben", "cat", "dan", "eve");
    String cat = idOf("cat");
    JsonNode applied = ask("POST", "/v1/reactions/" + cat + "/apply", "{}", 200);
    assertThat(applied.get("reaction").asString()).isEqualTo("quarantine");
    var _ = ask("POST", "/v1/reactions/" + idOf("dan") + "/drop", "{}", 200);
    // the provider takes it back by itself
    assertThat(push("back", ENABLED, "eve")).isEqualTo(202);
    assertThat(denied()).containsExactly("ann", "cat");
    assertThat(waitFor()).containsExactly("ben");
    assertThat(records("reaction.applied")).hasSize(1);
    assertThat(records("reaction.dropped")).hasSize(1);
    var _ = ask("POST", "/v1/reactions/" + cat + "/apply", "{}", 404);
  }

  @Test
  void whatIsRevokedIsLimitedByPrincipalAndCarriedOutByAWord() throws Exception {
    restart("perHour: 1, action: revoke");
    makeTokens();
    var _ = ask("POST", "/v1/tokens", "{\"principal\": \"ann\"}", 201);
    disableAll();
    assertThat(denied()).containsExactly("ann");
    assertThat(records("token.revoked")).hasSize(2);
    var _ = ask("POST", "/v1/reactions/" + idOf("ben") + "/apply", "{}", 200);
    assertThat(denied()).containsExactly("ann", "ben");
    assertThat(records("token.revoked")).hasSize(3);
  }

  @Test
  void inShadowItIsOnlyRecordedWhatWouldBeDone() throws Exception {
    restart("mode: shadow, perHour: 1");
    makeTokens();
    disableAll();
    assertThat(denied()).isEmpty();
    assertThat(waiting()).isEmpty();
    assertThat(records("reaction.shadow")).hasSize(5);
    JsonNode details = records("reaction.shadow").getLast().get("details");
    assertThat(details.get("reaction").asString()).isEqualTo("quarantine");
    assertThat(details.get("issuer").asString()).isEqualTo(EventIssuer.NAME);
    assertThat(records("reaction.taken")).isEmpty();
    assertThat(records("signal.received").getFirst().get("details").get("done")).isEmpty();
  }
}
