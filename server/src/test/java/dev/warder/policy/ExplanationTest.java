package dev.warder.policy;

import static dev.warder.policy.PolicyFiles.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Judgement;
import dev.warder.model.Situation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A call with score 61 (high), from a new country, by a new client, with a proof ten minutes old.
class ExplanationTest {
  private static final Situation CALL = SituationVariablesTest.FULL;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "risk.score >= 60 | risk.score below 60",
        "risk.level == \"high\" | risk.score below 60",
        "risk.level in [\"high\", \"critical\"] | risk.score below 60",
        "60 <= risk.score | risk.score below 60",
        "assurance.age > duration(\"5m\") | assurance.age 5m or less",
        "assurance.level != \"phr\" | assurance.level \"phr\"",
        "client.isNew | not client.isNew",
        "source.countryIsNew && risk.score > 30 | risk.score 30 or less",
        "!source.ip.inNet(\"10.0.0.0/8\") | source.ip in 10.0.0.0/8",
        "token.tags[\"use\"] == \"ci\" | token.tags[\"use\"] other than \"ci\"",
        "request.path.startsWith(\"/orders\") | request.path not beginning with \"/orders\"",
      })
  void theSmallestChangeIsFound(String condition, String change) {
    Explanation explanation = explain(rule("r", condition, "deny"));
    assertThat(explanation.wouldAllow().getFirst()).containsExactly(change);
  }

  @Test
  void aFreshProofIsTheNearestWay() {
    String rule =
        """
          - id: proof
            when: risk.score >= 60
            unless: assurance.age < duration("5m")
            then: {stepUp: {acr: mfa, maxAge: 5m}}
        """;
    assertThat(explain(rule).wouldAllow())
        .containsExactly(List.of("assurance.age under 5m"), List.of("risk.score below 60"));
  }

  @Test
  void whatTwoRulesHinderNeedsTwoChanges() {
    Explanation explanation =
        explain(rule("a", "risk.score >= 60", "deny") + rule("b", "client.isNew", "deny"));
    assertThat(explanation.wouldAllow())
        .containsExactly(List.of("risk.score below 60", "not client.isNew"));
  }

  @Test
  void aChangeThatAnotherRuleWouldCatchIsNoWay() {
    Explanation explanation =
        explain(
            rule("a", "risk.score >= 60 || client.isNew && risk.score > 20", "deny")
                + rule("b", "risk.score < 25", "deny"));
    assertThat(explanation.wouldAllow().getFirst()).hasSize(2);
  }

  @Test
  void aRuleOneConditionShortIsNamedWithTheValuesThatItLacks() {
    Explanation explanation =
        explain(
            rule("near", "source.countryIsNew && request.method == \"DELETE\"", "deny")
                + rule("far", "risk.score > 90 && request.method == \"DELETE\"", "deny"));
    Explanation.Account near = explanation.rules().get(0);
    assertThat(near.outcome()).isEqualTo(Explanation.Outcome.NEARLY);
    assertThat(near.parts())
        .containsExactly(
            new Explanation.Part(
                "request.method == \"DELETE\"", "false", Map.of("request.method", "\"POST\"")));
    assertThat(explanation.rules().get(1).outcome()).isEqualTo(Explanation.Outcome.NOT);
    assertThat(explanation.rules().get(1).parts()).hasSize(2);
    assertThat(explanation.wouldAllow()).isEmpty();
  }

  @Test
  void aRuleThatFailedNamesThePartThatFailed() {
    Explanation explanation =
        explain(rule("broken", "risk.score > 0 && 1 / (rate.errors - 4) > 0", "deny"));
    Explanation.Account broken = explanation.rules().getFirst();
    assertThat(broken.outcome()).isEqualTo(Explanation.Outcome.FAILED);
    assertThat(broken.parts().getFirst().holds()).isEqualTo("failed");
    assertThat(broken.parts().getFirst().values()).containsEntry("rate.errors", "4");
    assertThat(explanation.wouldAllow()).contains(List.of("risk.score 0 or less"));
  }

  @Test
  void macrosAreShownAsTheyWereWritten() {
    Explanation explanation =
        explain(rule("m", "token.scopes.exists(s, s == \"orders:read\")", "deny"));
    assertThat(explanation.rules().getFirst().parts().getFirst().text())
        .isEqualTo("token.scopes.exists(s, s == \"orders:read\")");
  }

  /// What is found is judged anew, so nothing is promised that would not hold.
  @Test
  void everyWayIsOneThatTheEngineWouldLetPass() {
    String rules =
        rule("a", "risk.score >= 30 && (client.isNew || source.countryIsNew)", "deny")
            + rule("b", "rate.perMinute > 1", "{stepUp: {acr: mfa, maxAge: 5m}}");
    DraftPolicies policies = compile(rules);
    assertThat(policies.judge(CALL).hits()).extracting(Judgement.Hit::rule).hasSize(2);
    assertThat(explain(rules).wouldAllow())
        .isNotEmpty()
        .allSatisfy(
            way -> assertThat(way).hasSize(2).anyMatch(c -> c.startsWith("rate.perMinute")));
  }

  private static String rule(String id, String when, String then) {
    return "  - id: " + id + "\n    when: |-\n      " + when + "\n    then: " + then + "\n";
  }

  private static DraftPolicies compile(String rules) {
    return DraftPolicies.compile(
        List.of(new PolicySource("p.yaml", HEAD + "rules:\n" + rules)), Set.of());
  }

  private static Explanation explain(String rules) {
    return compile(rules).explain(CALL, 35, 60, 85, List.of());
  }
}
