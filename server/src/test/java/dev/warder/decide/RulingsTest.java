package dev.warder.decide;

import dev.warder.model.Judgement;
import dev.warder.model.Situation;
import dev.warder.policy.PolicyEngine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class RulingsTest {
  private static final List<String> FILES =
      List.of("verdicts.yaml", "newcomers.yaml", "asserted.yaml");

  private final Rulings rulings = new Rulings(new Buckets(), Asking.named("chl_1"));

  static Stream<Arguments> cases() {
    return FILES.stream()
        .flatMap(name -> {
          CaseFile file = CaseFile.read(name);
          PolicyEngine policy = file.policy();
          return file.cases().map(each -> Arguments.of(each, policy));
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachCaseGetsItsVerdict(JsonNode given, PolicyEngine policy) {
    Situation situation = new CaseSituation(given).situation();
    Judgement judgement = policy.judge(situation);
    Ruling ruling = rulings.of(situation, judgement, judgement.hits(), false);
    for (int i = 1; i < given.path("times").asInt(1); i++) {
      ruling = rulings.of(situation, judgement, judgement.hits(), false);
    }
    CaseFile.check(given.path("expect"), ruling.verdict(), ruling.scopes(), ruling.reasons());
  }
}
