package dev.warder.replay.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.context.Atlas;
import dev.warder.context.Intel;
import dev.warder.context.IntelSources;
import dev.warder.context.Senses;
import dev.warder.replay.events.Call;
import dev.warder.replay.simulate.Listed;
import dev.warder.replay.simulate.Scale;
import dev.warder.replay.simulate.Simulation;
import dev.warder.risk.Levels;
import dev.warder.risk.ModelFile;
import dev.warder.store.memory.MemoryProfileStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluationTest {
  private static final Scale SMALL = new Scale(100, 25, 15, 3);

  @TempDir private static Path folder;
  private static Rooms rooms;
  private static List<Call> calls;
  private static Findings findings;

  @BeforeAll
  static void evaluate() {
    Senses senses = Senses.unhurried(Intel.open(IntelSources.of(folder)));
    rooms = Rooms.of(ModelFile.bundled(), Levels.DEFAULT, MemoryProfileStore::new, senses);
    calls = Simulation.run(7, SMALL, Atlas.bundled(), Listed.NONE);
    findings = new Evaluation(rooms).run(calls, (done, of) -> {});
  }

  @Test
  void theReportHasWhatPeopleScriptAgainst() {
    JsonNode json = JsonMapper.shared().valueToTree(ReportJson.of(findings));
    assertThat(json.propertyNames())
        .contains(
            "model",
            "events",
            "principals",
            "seconds",
            "ece",
            "brierSkill",
            "attackers",
            "legit",
            "baselines",
            "ablations");
    assertThat(json.path("events").asInt()).isEqualTo(calls.size());
    JsonNode vpn = json.path("attackers").path("vpn");
    assertThat(vpn.propertyNames())
        .contains(
            "calls",
            "sessions",
            "auc",
            "partialAuc1",
            "tprAt1",
            "tprAt01",
            "interval",
            "callsToDetect",
            "reauth");
    assertThat(vpn.path("interval").size()).isEqualTo(2);
    assertThat(vpn.path("callsToDetect").propertyNames()).contains("p50", "p90", "within5");
    assertThat(vpn.path("reauth").path("0.98").path("12").isNumber()).isTrue();
    assertThat(json.path("legit").propertyNames())
        .contains("calls", "sessions", "hinderedShare", "falseDenialsPer1000PrincipalDays");
    assertThat(
            json.path("baselines")
                .path("freeman")
                .path("attackers")
                .path("vpn")
                .path("tprAt1")
                .isNumber())
        .isTrue();
    assertThat(
            json.path("ablations")
                .path("network")
                .path("attackers")
                .path("vpn")
                .path("tprAt1")
                .isNumber())
        .isTrue();
  }

  @Test
  void theSameCallsGiveTheSameFigures() {
    Findings again = new Evaluation(rooms).run(calls, (done, of) -> {});
    Map<String, Object> first = ReportJson.of(findings);
    Map<String, Object> second = ReportJson.of(again);
    first.remove("seconds");
    second.remove("seconds");
    assertThat(second).isEqualTo(first);
  }

  @Test
  void attacksLeaveTheOwnersScoresAsTheyWere() {
    List<Call> owners = calls.stream().filter(Call::isLegitimate).toList();
    Findings without = new Evaluation(rooms).run(owners, (done, of) -> {});
    assertThat(without.own().owners()).isEqualTo(findings.own().owners());
  }

  @Test
  void anyOrderOfLabelsIsReportedUnderItsOwnName() {
    List<Call> renamed = new ArrayList<>();
    for (Call call : calls) {
      renamed.add(call.label().equals("vpn") ? labelled(call, "zombie") : call);
    }
    Findings other = new Evaluation(rooms).run(renamed, (done, of) -> {});
    assertThat(other.attacks().labels()).contains("zombie").doesNotContain("vpn");
  }

  private static Call labelled(Call call, String label) {
    return new Call(
        call.time(),
        call.principal(),
        call.kind(),
        call.token(),
        call.source(),
        call.userAgent(),
        call.method(),
        call.host(),
        call.path(),
        call.status(),
        label,
        call.session());
  }

  @Test
  void thePageNeedsNothingElse() {
    String page = Page.of(findings);
    assertThat(page)
        .contains("<svg")
        .doesNotContain("<script")
        .doesNotContain("http://")
        .doesNotContain("https://");
  }

  @Test
  void everyFactorCanBeHadCallByCall() {
    List<String> factors = new ArrayList<>();
    new Evaluation(rooms)
        .each(
            calls.subList(0, 500),
            judged ->
                judged.assessment().risk().factors().forEach(factor -> factors.add(factor.name())));
    assertThat(factors).contains("prior", "network", "client", "action", "session");
  }
}
