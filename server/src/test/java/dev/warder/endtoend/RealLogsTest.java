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

/// Real logs played through the running service over HTTP: every call gets a decision and a record,
/// and the journal verifies.
@Tag("conformance")
class RealLogsTest {
  private static final Path DATA = Shared.path("data");

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
  }
}
