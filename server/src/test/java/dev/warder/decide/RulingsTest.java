package dev.warder.decide;

import dev.warder.model.Judgement;
import dev.warder.model.Situation;
import dev.warder.policy.PolicyEngine;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class RulingsTest {
  private static final CaseFile FILE = CaseFile.read("verdicts.yaml");
  private static final PolicyEngine POLICY = FILE.policy();

  private final Rulings rulings = new Rulings(new Buckets(), Asking.named("chl_1"));

  static Stream<Named<JsonNode>> cases() {
    return FILE.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachCaseGetsItsVerdict(JsonNode given) {
    Situation situation = new CaseSituation(given).situation();
    Judgement judgement = POLICY.judge(situation);
    Ruling ruling = rulings.of(situation, judgement, judgement.hits(), false);
    for (int i = 1; i < given.path("times").asInt(1); i++) {
      ruling = rulings.of(situation, judgement, judgement.hits(), false);
    }
    CaseFile.check(given.path("expect"), ruling.verdict(), ruling.scopes(), ruling.reasons());
  }
}
