package dev.warder.replay.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.Shared;
import dev.warder.context.Atlas;
import dev.warder.context.Intel;
import dev.warder.context.IntelSources;
import dev.warder.context.Senses;
import dev.warder.replay.events.AccessLines;
import dev.warder.replay.events.Call;
import dev.warder.replay.events.CloudTrailFolder;
import dev.warder.replay.events.Swaps;
import dev.warder.replay.simulate.Listed;
import dev.warder.replay.simulate.Scale;
import dev.warder.replay.simulate.Simulation;
import dev.warder.risk.Levels;
import dev.warder.risk.ModelFile;
import dev.warder.store.memory.MemoryProfileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds what `docs/evaluation.md` publishes, with a margin, so that a change that makes detection
/// worse is seen.
@Tag("conformance")
class PublishedFiguresTest {
  @TempDir private Path folder;

  private JsonNode evaluate(List<Call> calls) {
    Senses senses = Senses.unhurried(Intel.open(IntelSources.of(folder)));
    Rooms rooms = Rooms.of(ModelFile.bundled(), Levels.DEFAULT, MemoryProfileStore::new, senses);
    Findings findings = new Evaluation(rooms).run(calls, (done, of) -> {});
    return JsonMapper.shared().valueToTree(ReportJson.of(findings));
  }

  @Test
  void simulatedAttacksAreFound() {
    JsonNode json = evaluate(Simulation.run(7, Scale.USUAL, Atlas.bundled(), Listed.NONE));
    atLeast(json, "naive", 0.985, 0.975);
    atLeast(json, "vpn", 0.985, 0.97);
    atLeast(json, "targeted", 0.96, 0.9);
    atLeast(json, "theft", 0.975, 0.965);
    atLeast(json, "insider", 0.985, 0.96);
    atLeast(json, "insiderteam", 0.93, 0.83);
    assertThat(json.path("ece").asDouble()).isLessThan(0.002);
    assertThat(json.path("brierSkill").asDouble()).isGreaterThan(0.7);
    assertThat(json.path("calibration").path("eceAbove02").asDouble()).isLessThan(0.04);
    JsonNode theft = json.path("attackers").path("theft").path("callsToDetect");
    assertThat(theft.path("within5At01").asDouble()).isGreaterThan(0.95);
    JsonNode poisoning = json.path("poisoning");
    assertThat(poisoning.path("drip").path("daysMin").asDouble()).isGreaterThan(5);
    assertThat(poisoning.path("flood").path("trusted").asInt()).isLessThanOrEqualTo(3);
    assertThat(json.path("legit").path("hinderedShare").asDouble()).isLessThan(0.002);
    for (String attacker :
        new String[] {"naive", "vpn", "targeted", "theft", "insider", "insiderteam"}) {
      JsonNode freeman = json.path("baselines").path("freeman").path("attackers").path(attacker);
      assertThat(json.path("attackers").path(attacker).path("tprAt01").asDouble())
          .as(attacker)
          .isGreaterThan(freeman.path("tprAt01").asDouble() + 0.08);
    }
  }

  private static void atLeast(JsonNode json, String attacker, double at1, double at01) {
    JsonNode figures = json.path("attackers").path(attacker);
    assertThat(figures.path("tprAt1").asDouble()).as(attacker).isGreaterThan(at1);
    assertThat(figures.path("tprAt01").asDouble()).as(attacker).isGreaterThan(at01);
  }

  @Test
  void realCloudTrailLogsRunThrough() throws IOException {
    List<Call> calls = new CloudTrailFolder().read(Shared.path("data/cloudtrail"), bytes -> {});
    JsonNode json = evaluate(calls);
    assertThat(json.path("events").asInt()).isEqualTo(calls.size()).isGreaterThan(3000);
    assertThat(json.path("attackers").has("StopCloudtrailTrail")).isTrue();
  }

  @Test
  void swappedVisitorsOfARealWebLogAreFound() throws IOException {
    List<Call> log =
        new AccessLines().read(Shared.path("data/web/elastic-apache.log.gz"), bytes -> {});
    JsonNode json = evaluate(Swaps.into(log, 200, 1));
    assertThat(json.path("legit").path("calls").asInt()).isGreaterThan(9900);
    assertThat(json.path("attackers").path("insider").path("auc").asDouble()).isGreaterThan(0.9);
  }
}
