package dev.warder.policy;

import static dev.warder.policy.PolicyFiles.HEAD;
import static dev.warder.policy.PolicyFiles.compile;
import static dev.warder.policy.PolicyFiles.file;
import static dev.warder.policy.PolicyFiles.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Judgement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgingTest {
  private static Judgement judge(PolicySet set, Map<String, Object> given) {
    Map<String, Object> values = new HashMap<>();
    Variables.ALL.forEach(v -> values.put(v.name(), v.neutral()));
    values.putAll(given);
    return set.judge(name -> Optional.ofNullable(values.get(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "risk.score >= 5 && risk.score < 5.5",
        "source.ip.inNet(\"198.51.100.0/24\") && !source.ip.inNet(\"10.0.0.0/8\")",
        "!\"nonsense\".inNet(\"0.0.0.0/0\")",
        "assurance.age > duration(\"24h\") && token.age > duration(\"1h30m\")",
        "request.path.matches(\"^/orders/[0-9]+$\")",
        "token.scopes.exists(s, s.endsWith(\":write\"))",
        "!has(subject.id) && source.asn == 3320",
        "time.weekday in [1, 2, 3, 4, 5] && time.hour >= 8",
      })
  void neutralSituationMatches(String condition) {
    Judgement judgement = judge(compile(when("|-\n      " + condition)), Map.of());
    assertThat(judgement.failure()).isNull();
    assertThat(judgement.hits()).hasSize(1);
  }

  @Test
  void divisionByZeroNamesItsRule() {
    Judgement judgement = judge(compile(when("100 / rate.errors > 1")), Map.of());
    assertThat(judgement.failure()).isEqualTo(new Judgement.Failure("r", "division by zero"));
  }

  @Test
  void aMissingFieldFailsWithoutTellingValues() {
    Judgement judgement = judge(compile(when("subject.id == \"x\"")), Map.of());
    assertThat(judgement.failure())
        .isEqualTo(
            new Judgement.Failure("r", "a field or key is not there; guard it with has(...)"));
  }

  @Test
  void twentySevenMillionIterationsAreStoppedAndDeny() {
    List<String> scopes = IntStream.range(0, 300).mapToObj(i -> "s" + i).toList();
    PolicySet set =
        compile(
            when(
                "token.scopes.all(a, token.scopes.all(b, token.scopes.all(c, a != \"\" && b != c"
                    + " || c == b)))"));
    assertStoppedWithin20Millis(set, Map.of("token.scopes", scopes), "too many iterations");
  }

  @Test
  void aCatastrophicPatternIsStoppedAndDenies() {
    PolicySet set = compile(when("request.path.matches(\"([a-z]*x?){30}$\")"));
    String path = "/" + "x".repeat(8191);
    assertStoppedWithin20Millis(set, Map.of("request.path", path), "the expression failed");
  }

  /// The best of three: the first run of any Java code pays for loading it.
  private static void assertStoppedWithin20Millis(
      PolicySet set, Map<String, Object> given, String message) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      Judgement judgement = judge(set, given);
      least = Math.min(least, System.nanoTime() - start);
      assertThat(judgement.failure()).isEqualTo(new Judgement.Failure("r", message));
    }
    assertThat(least).isLessThan(20_000_000);
  }

  @Test
  void aFailingRuleInShadowDeniesNobody() {
    String yaml = HEAD + "mode: shadow\nrules: [{id: r, when: 1 / rate.errors > 0, then: deny}]\n";
    Judgement judgement = judge(compile(file(yaml)), Map.of());
    assertThat(judgement.failure()).isNull();
    assertThat(judgement.hits()).isEmpty();
    assertThat(judgement.shadow()).extracting(Judgement.Hit::rule).containsExactly("r");
  }

  @Test
  void theOrderOfFilesDoesNotMatter() {
    PolicySource a =
        new PolicySource("a.yaml", HEAD + "rules: [{id: a, when: 'true', then: deny}]\n");
    PolicySource b =
        new PolicySource("b.yaml", HEAD + "rules: [{id: b, when: 'true', then: deny}]\n");
    assertThat(judge(compile(a, b), Map.of())).isEqualTo(judge(compile(b, a), Map.of()));
  }
}
