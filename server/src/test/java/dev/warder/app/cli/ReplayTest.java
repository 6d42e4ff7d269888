package dev.warder.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.app.Embedded;
import dev.warder.app.settings.SettingsReader;
import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Credential;
import dev.warder.model.PrincipalKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real service decides some calls; then its journal is judged again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final String CONFIGURATION =
      """
      data: d
      server: {port: 0}
      decide: {deadline: 10s}
      routes:
        - {match: "GET /orders/{id}", scopes: ["orders:read"]}
        - {match: "* /orders/**", scopes: ["orders:write"]}
        - {match: "* /reports/**", scopes: []}
      policy: [policy.yaml]
      """;
  private static final String HEAD = "apiVersion: warder.dev/v1\nkind: Policy\nrules:\n";
  private static final String POLICY =
      HEAD
          + """
            - {id: no-deletes, when: request.method == "DELETE", then: deny}
            - {id: proof, when: request.path == "/orders/proof", then: {stepUp: {acr: mfa, maxAge: 15m}}}
            - {id: slow, when: request.path.startsWith("/reports"), then: {throttle: {requests: 2, per: 1m}}}
            - {id: broken, when: request.path == "/orders/broken" && 1 / rate.errors > 0, then: deny}
            - {id: less, when: request.path == "/orders/less", then: {restrict: {scopes: ["*:read"]}}}
          """;

  private Path folder = Path.of("");
  private Instant now = START;

  @BeforeAll
  void decide(@TempDir Path made) throws Exception {
    folder = made;
    Files.writeString(folder.resolve("warder.yaml"), CONFIGURATION);
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    var settings = SettingsReader.read(folder.resolve("warder.yaml"), Map.of(), Map.of(), folder);
    try (Embedded service = Embedded.start(settings, () -> now)) {
      String ann =
          service.issue("ann", PrincipalKind.USER, List.of("orders:read", "orders:write")).reveal();
      String bob = service.issue("bob", PrincipalKind.SERVICE, List.of("orders:read")).reveal();
      for (String token : List.of(ann, bob)) {
        for (String call :
            List.of(
                "GET /orders/1",
                "GET /orders/2",
                "POST /orders/3",
                "DELETE /orders/4",
                "GET /orders/proof",
                "GET /orders/broken",
                "GET /orders/less",
                "GET /reports/1",
                "GET /reports/2",
                "GET /reports/3",
                "GET /reports/4",
                "GET /elsewhere")) {
          service.decide(attempt(token, call));
        }
      }
      service.decide(attempt("wrd_short", "GET /orders/1"));
    }
  }

  private Attempt attempt(String token, String call) {
    now = now.plus(Duration.ofSeconds(1));
    String[] parts = call.split(" ");
    return new Attempt(
        now,
        "tok_gateway",
        Credential.of(token),
        parts[0],
        "https",
        "api.example.com",
        CanonicalPath.parse(parts[1]),
        Address.parse("91.0.17.20").orElseThrow(),
        Map.of("user-agent", "curl/8.5.0"),
        null);
  }

  @Test
  void everyDecisionComesOutTheSameBitForBit() {
    for (String named : new String[] {"d", "d/journal"}) {
      Played run = play("replay", "--verify", "--journal", named);
      assertThat(run.out()).startsWith("verified: 25 of 25 decisions come out the same");
      assertThat(run.exit()).isZero();
    }
  }

  /// Each of these lines is a record that somebody changed: the positive control of `--verify`.
  @Test
  void whateverIsChangedInARecordIsListed() throws IOException {
    Map<String, String> changes =
        Map.of(
            "\"score\":[0-9]+", "\"score\":99",
            "\"verdict\":\"allow\"", "\"verdict\":\"deny\"",
            "\"rules\":\\[\"no-deletes\"\\]", "\"rules\":[\"no-delates\"]",
            "\"rules\":\\[\"slow\"\\],\"effects\":\\[[^]]*\\]", "\"rules\":[]",
            "\"due\":\"2026-11-23T10:00:[0-9]{2}", "\"due\":\"2026-11-23T10:10:00",
            "\"retryAfter\":\"[^\"]+\"", "\"retryAfter\":\"PT1S\"",
            "\"inputs\":\\[0\\.", "\"inputs\":[1.",
            "\"route\":\\{\"id\":\"GET /orders/\\{id}\"", "\"route\":{\"id\":\"GET /orders\"",
            "\"denial\":\"invalid_token\"", "\"denial\":\"no_route\"",
            "\"reasons\":\\[\"proof\"\\]", "\"reasons\":[\"prof\"]");
    Path journal = folder.resolve("d/journal/00000000000000000000.jsonl");
    List<String> lines = Files.readAllLines(journal);
    Path copy = Files.createDirectories(folder.resolve("changed/journal"));
    for (Map.Entry<String, String> change : changes.entrySet()) {
      List<String> changed =
          lines.stream()
              .map(line ->
                  line.contains("\"kind\":\"decision\"")
                      ? line.replaceFirst(change.getKey(), change.getValue())
                      : line)
              .toList();
      assertThat(changed).as(change.getKey()).isNotEqualTo(lines);
      Files.write(copy.resolve("00000000000000000000.jsonl"), changed);
      Played run = play("replay", "--verify", "--journal", "changed");
      assertThat(run.exit()).as(change.getKey() + "\n" + run.out()).isEqualTo(1);
      assertThat(run.out()).startsWith("MISMATCH").contains("\nrecord ");
    }
  }

  /// Where the records of what was in force are gone, no decision can be computed: that is no yes.
  @Test
  void aJournalThatCannotBeComputedAgainIsNotVerified() throws IOException {
    Path journal = folder.resolve("d/journal/00000000000000000000.jsonl");
    Path copy = Files.createDirectories(folder.resolve("bare/journal"));
    List<String> lines =
        Files.readAllLines(journal).stream()
            .filter(line -> line.contains("\"kind\":\"decision\""))
            .toList();
    Files.write(copy.resolve("00000000000000000000.jsonl"), lines);
    Played run = play("replay", "--verify", "--journal", "bare");
    assertThat(run.exit()).as(run.out()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("NOTHING VERIFIED: 0 of 25")
        .contains("does not hold any more");
  }

  @Test
  void theSamePolicyChangesNothing() {
    Played run = play("replay", "--policy", "policy.yaml", "--fail-if", "changed > 0");
    assertThat(run.exit()).as(run.out()).isZero();
    assertThat(run.out())
        .startsWith("22 decisions judged again")
        .contains("3 that policies have no");
  }

  @Test
  void aDraftShowsWhoItWouldHinderAndWhomItWouldLetThrough() throws IOException {
    Files.writeString(
        folder.resolve("draft.yaml"),
        HEAD + "  - {id: no-reports, when: request.path.startsWith(\"/reports\"), then: deny}\n");
    Played run = play("replay", "--policy", "draft.yaml", "--json", "--journal", "d");
    assertThat(run.exit()).isZero();
    JsonNode found = JsonMapper.builder().build().readTree(run.out());
    assertThat(found.path("judged").asInt()).isEqualTo(22);
    assertThat(found.path("newlyDenied").asInt()).isEqualTo(8);
    assertThat(found.path("matrix").path("throttle").path("deny").asInt()).isEqualTo(4);
    assertThat(found.path("matrix").path("step_up").path("allow").asInt()).isEqualTo(2);
    assertThat(found.path("routes").get(0).path("name").asString()).isEqualTo("* /reports/**");
    assertThat(found.path("routes").get(0).path("hindered").asInt()).isEqualTo(8);
    assertThat(found.path("examples").get(0).path("nowBecause").size()).isLessThan(2);
    assertThat(found.path("examples").size()).isBetween(5, 20);
  }

  @Test
  void aBoundThatIsPassedIsExitOne() throws IOException {
    Files.writeString(
        folder.resolve("all.yaml"), HEAD + "  - {id: nothing, when: \"true\", then: deny}\n");
    Played run = play("replay", "--policy", "all.yaml", "--fail-if", "newlyDenied > 0.1%");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("FAIL: newlyDenied > 0.1%");
    assertThat(play("replay", "--policy", "all.yaml", "--fail-if", "newlyAllowed > 0").exit())
        .isZero();
  }

  @Test
  void wrongUsageSaysWhatToWrite() {
    assertThat(play("replay").exit()).isEqualTo(2);
    assertThat(play("replay", "--policy", "policy.yaml", "--fail-if", "denied > 1").err())
        .contains("newlyDenied, newlyHindered, newlyAllowed, changed");
    assertThat(play("replay", "--policy", "policy.yaml", "--since", "soon").err())
        .contains("--since 7d");
    assertThat(play("replay", "--verify", "--journal", "nowhere").exit()).isEqualTo(3);
  }

  @Test
  void sinceLeavesOutWhatIsOlder() {
    Played run = play("replay", "--policy", "policy.yaml", "--since", "2026-11-23T10:00:20Z");
    assertThat(run.out()).contains("decisions judged again").doesNotStartWith("22 ");
  }

  private Played play(String... line) {
    return Played.in(folder, Map.of(), "", line);
  }
}
