package dev.warder.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.audit.Entry;
import dev.warder.http.Endpoint;
import dev.warder.token.TokenFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Nothing that the management interface does is without a record, without a scope, or tells a
/// secret.
class AccountabilityTest {
  private static final Set<String> OPEN =
      Set.of(
          "/healthz",
          "/readyz",
          "/metrics",
          "/openapi.json",
          "/.well-known/oauth-authorization-server",
          "/.well-known/oauth-protected-resource");

  /// Pages, and what they ask for those who have no token.
  private static final List<String> PUBLIC =
      List.of("/step-up/", "/enroll/", "/oidc/callback", "/assets/", "/v1/step-up/", "/v1/enroll");

  private static final String STREAM = "/v1/events";

  @TempDir Path folder;
  private Office office;

  @BeforeEach
  void open() throws IOException {
    office = new Office(folder);
  }

  @AfterEach
  void close() throws IOException {
    office.close();
  }

  /// Those whose answers end by themselves.
  private List<Endpoint> ended() {
    return office.routes().stream().filter(each -> !each.template().equals(STREAM)).toList();
  }

  private List<Endpoint> recorded() {
    return ended().stream()
        .filter(route -> !OPEN.contains(route.template()))
        .filter(route -> PUBLIC.stream().noneMatch(route.template()::startsWith))
        .toList();
  }

  /// Those that ask for a scope of Warder's own; OAuth has other words.
  private List<Endpoint> guarded() {
    return recorded().stream().filter(route -> !route.template().startsWith("/oauth2/")).toList();
  }

  private Office.Reply call(Endpoint route, String key) throws IOException {
    String path = route.template().replaceAll("\\{\\w+}", "something");
    return office.send(key, route.method(), path, route.method().equals("GET") ? "" : "{}");
  }

  @Test
  void everyCallOfEveryRouteLeavesARecordOfWhoAndWhere() throws IOException {
    assertThat(recorded()).hasSizeGreaterThan(15);
    for (Endpoint route : recorded()) {
      long before = office.house.reader.size();
      Office.Reply reply = call(route, office.admin);
      assertThat(reply.status()).as(route.template()).isNotIn(401, 403, 500, 503);
      assertThat(office.house.reader.size()).as(route.template()).isGreaterThan(before);
      JsonNode record = office.newest().node();
      assertThat(record.get("actor").asString()).isEqualTo("root");
      assertThat(record.get("details").path("by").path("address").asString("127.0.0.1"))
          .isEqualTo("127.0.0.1");
      if (record.get("kind").asString().startsWith("management.")) {
        assertThat(record.get("details").get("route").asString()).isEqualTo(route.template());
        assertThat(record.get("details").get("status").asInt()).isEqualTo(reply.status());
      }
    }
  }

  @Test
  void whoLacksTheScopeIsToldWhichAndLeavesARecordToo() throws IOException {
    String nobody = office.key("nobody", "orders:read");
    for (Endpoint route : guarded()) {
      long before = office.house.reader.size();
      Office.Reply reply = call(route, nobody);
      assertThat(reply.status()).as(route.template()).isEqualTo(403);
      assertThat(reply.header("www-authenticate"))
          .startsWith("Bearer error=\"insufficient_scope\", scope=\"warder:");
      assertThat(office.house.reader.size()).isEqualTo(before + 1);
      assertThat(office.newest().kind()).isEqualTo("management.refused");
    }
  }

  @Test
  void whoIsUnknownIsCountedAndNothingIsLookedAt() throws IOException {
    for (Endpoint route : guarded()) {
      for (String key : List.of("", "wrd_wrong", "Basic x")) {
        Office.Reply reply = call(route, key);
        assertThat(reply.status()).as(route.template()).isEqualTo(401);
        assertThat(reply.header("www-authenticate"))
            .startsWith(key.isEmpty() ? "Bearer resource" : "Bearer error=\"invalid_token\", res")
            .endsWith("/.well-known/oauth-protected-resource\"");
      }
    }
    office.house.clock.advance(Duration.ofSeconds(1));
    office.house.refused.flush();
    office.get("/v1/intel"); // its record comes after theirs
    JsonNode refused = office.records("access.refused").getFirst().node();
    assertThat(refused.get("subject").asString()).isEqualTo("127.0.0.1");
    assertThat(refused.get("details").get("count").asInt()).isEqualTo(3 * guarded().size());
  }

  @Test
  void aCredentialInTheQueryIsNone() throws IOException {
    String path = "/v1/tokens?access_token=" + office.admin + "&token=" + office.admin;
    assertThat(office.send("", "GET", path, "").status()).isEqualTo(401);
  }

  @Test
  void aReaderMayLookAndNothingElse() throws IOException {
    String reader = office.key("reader", "warder:read");
    assertThat(office.send(reader, "GET", "/v1/tokens", "").status()).isEqualTo(200);
    assertThat(office.send(reader, "GET", "/v1/audit", "").status()).isEqualTo(403);
    String self = "{\"principal\": \"reader\", \"scopes\": [\"warder:admin\"]}";
    assertThat(office.send(reader, "POST", "/v1/tokens", self).status()).isEqualTo(403);
    String mine = office.house.tokens.list(filter("reader"), 1, null).tokens().getFirst().id();
    String path = "/v1/tokens/" + mine;
    assertThat(office.send(reader, "PATCH", path, self).status()).isEqualTo(403);
    assertThat(office.send(reader, "POST", path + "/rotate", "").status()).isEqualTo(403);
    String unheard = "{\"principal\": \"x\", \"scopes\": [\"warder:root\"]}";
    assertThat(office.post("/v1/tokens", unheard).status()).isEqualTo(400);
  }

  private static TokenFilter filter(String principal) {
    return new TokenFilter(principal, null, null);
  }

  @Test
  void noSecretStandsInAnyAnswerRecordMetricOrFile() throws IOException {
    Set<String> secrets = new TreeSet<>(Set.of(office.admin, office.house.gatewayKey));
    String made = office.post("/v1/tokens", "{\"principal\": \"a\"}").body();
    String secret = made.replaceAll("(?s).*\"token\":\"(wrd_\\w+)\".*", "$1");
    String id = made.replaceAll("(?s).*\"id\":\"(tok_\\w+)\".*", "$1");
    secrets.add(secret);
    String rotated = office.post("/v1/tokens/" + id + "/rotate", "").body();
    secrets.add(rotated.replaceAll("(?s).*\"token\":\"(wrd_\\w+)\".*", "$1"));
    office.decide(secret, "/orders/1");
    office.post("/v1/tokens/" + secret + "/revoke", "{\"reason\": 5}");
    assertThat(secrets).hasSize(4).allMatch(each -> each.length() == 42);

    StringBuilder told = new StringBuilder();
    for (Endpoint route : ended()) {
      if (route.method().equals("GET")) {
        told.append(office.get(route.template().replaceAll("\\{\\w+}", id)).body());
      }
    }
    for (Entry entry : office.house.entries()) {
      told.append(entry.json());
    }
    String digest = office.house.tokens.find(id).digest().hex();
    assertThat(told).doesNotContain(digest);
    assertThat(secrets).noneMatch(each -> told.indexOf(each) >= 0);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(secrets).as(file.toString()).noneMatch(content::contains);
      }
    }
  }
}
