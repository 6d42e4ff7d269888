package dev.warder.replay.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.warder.context.Atlas;
import dev.warder.replay.events.Call;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final Atlas ATLAS = Atlas.bundled();
  private static final Scale SMALL = new Scale(120, 30, 12, 3);

  private static List<Call> run(long seed) {
    return Simulation.run(seed, SMALL, ATLAS, Listed.NONE);
  }

  private static final List<Call> SEVEN = run(7);

  @Test
  void theSameSeedGivesTheSameCalls() {
    assertThat(run(7)).isEqualTo(SEVEN);
  }

  @Test
  void anotherSeedGivesOthers() {
    assertThat(run(8)).isNotEqualTo(SEVEN);
  }

  @Test
  void theGeneratorCannotReadTheModel() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.warder.replay.simulate")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.warder.risk..", "dev.warder.replay.evaluate..", "dev.warder.policy..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.warder.replay"));
  }

  @Test
  void callsComeInOrderOfTime() {
    assertThat(SEVEN).extracting(Call::time).isSorted();
  }

  @Test
  void everyAttackerIsThereAndAttacksAreFew() {
    List<Call> calls = SEVEN;
    Map<String, Long> labels =
        calls.stream().collect(Collectors.groupingBy(Call::label, Collectors.counting()));
    assertThat(labels.keySet())
        .containsExactlyInAnyOrder(
            "",
            "naive",
            "vpn",
            "targeted",
            "verytargeted",
            "theft",
            "insider",
            "insiderteam",
            "drip",
            "flood");
  }

  @Test
  void attackersUseTokensThatWereSeenBefore() {
    Set<String> seen = new HashSet<>();
    for (Call call : SEVEN) {
      if (call.isLegitimate()) {
        seen.add(call.token());
      } else {
        assertThat(seen).contains(call.token());
      }
    }
  }

  @Test
  void veryTargetedAttackersCopyOnlyWhatTheVictimHasShownBefore() {
    Set<String> shown = new HashSet<>();
    for (Call call : SEVEN) {
      String agent = call.principal() + " " + call.userAgent();
      if (call.isLegitimate()) {
        shown.add(agent);
      } else if (call.label().equals("verytargeted")) {
        assertThat(shown).contains(agent);
      }
    }
  }

  @Test
  void colleaguesShareAnAddress() {
    Map<Object, Set<String>> users =
        SEVEN.stream()
            .filter(Call::isLegitimate)
            .collect(
                Collectors.groupingBy(
                    Call::source, Collectors.mapping(Call::principal, Collectors.toSet())));
    assertThat(users.values()).anyMatch(of -> of.size() >= 5);
  }
}
