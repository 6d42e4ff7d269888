package dev.warder.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real logs played through the running service over HTTP: every call gets a decision and a record,
/// and the journal verifies.
@Tag("conformance")
class RealLogsTest {
  private static final Path DATA = Shared.path("data");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DRAFT =
      """
      apiVersion: warder.dev/v1
      kind: Policy
      rules:
        - id: reading-only
          when: "!(request.method in ['GET', 'HEAD'])"
          then: deny
        - id: proof-when-risky
          when: risk.score >= 60
          then: {stepUp: {acr: mfa, maxAge: 15m}}
      """;

  @Test
  void everyCallOfTheCloudTrailGetsADecisionAndARecord(@TempDir Path folder) throws IOException {
    List<LoggedCall> calls =
        CloudTrail.read(DATA.resolve("cloudtrail/invictus-stratus-2023-07-10.jsonl.gz"));
    assertThat(calls).hasSize(2900);
    play("CloudTrail of staged attacks, 2023", calls, folder);
  }

  @Test
  void everyCallOfTheWebLogGetsADecisionAndARecord(@TempDir Path folder) throws IOException {
    List<LoggedCall> calls = WebLog.read(DATA.resolve("web/elastic-apache.log.gz"));
    assertThat(calls).hasSize(10_000);
    play("Web log, 2015", calls, folder);
  }

  private static void play(String title, List<LoggedCall> calls, Path folder) throws IOException {
    Path configuration = folder.resolve("warder.yaml");
    Files.writeString(configuration, "routes:\n  - {match: \"* /**\", scopes: []}\n");
    Playback playback;
    try (Service service = Service.start(folder, configuration)) {
      playback = Playback.of(service.admin(), calls);
    }
    playback.print(title);
    assertThat(playback.decisions()).hasSize(calls.size());
    Path data = folder.resolve("data");
    assertThat(Records.of(data).decisions()).containsExactlyInAnyOrderElementsOf(playback.ids());
    Child verify = Service.command(folder, List.of("audit", "verify", data.toString()), List.of());
    assertThat(verify.exitCode()).as(verify.printed()).isZero();
    Child again =
        Service.command(
            folder, List.of("replay", "--verify"), List.of("--journal", data.toString()));
    assertThat(again.exitCode()).as(again.printed()).isZero();
    System.out.println("  " + again.printed());
    judgeAgain(folder, calls.size());
  }

  /// Under a policy that nobody applied.
  private static void judgeAgain(Path folder, int calls) throws IOException {
    Path draft = folder.resolve("draft.yaml");
    Files.writeString(draft, DRAFT);
    List<String> command = List.of("replay", "--policy", draft.toString(), "--json");
    String data = folder.resolve("data").toString();
    Child replay = Service.command(folder, command, List.of("--journal", data));
    assertThat(replay.exitCode()).as(replay.printed()).isZero();
    JsonNode told = JSON.readTree(replay.printed());
    assertThat(told.path("decisions").asInt()).isEqualTo(calls);
    assertThat(told.path("newlyDenied").asInt()).isPositive();
    assertThat(told.path("examples").size()).isBetween(1, 20);
    List<String> bound = List.of("--journal", data, "--fail-if", "newlyDenied > 0");
    assertThat(Service.command(folder, command, bound).exitCode()).isEqualTo(1);
    System.out.println(
        "  under a draft: "
            + told.path("newlyDenied").asInt()
            + " newly denied of "
            + told.path("decisions").asInt());
  }
}
