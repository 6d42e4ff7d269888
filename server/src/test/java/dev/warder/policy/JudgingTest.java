package dev.warder.policy;

import static dev.warder.policy.PolicyFiles.HEAD;
import static dev.warder.policy.PolicyFiles.compile;
import static dev.warder.policy.PolicyFiles.file;
import static dev.warder.policy.PolicyFiles.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Judgement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgingTest {
  static Judgement judge(PolicySet set, Map<String, Object> given) {
    Map<String, Object> values = new HashMap<>();
    Variables.ALL.forEach(v -> values.put(v.name(), v.neutral()));
    values.putAll(given);
    return set.judge(name -> Optional.ofNullable(values.get(name)), false);
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
        "source.ip.inNet([\"10.0.0.0/8\", \"198.51.100.0/24\"]) && !source.ip.inNet([\"10.0.0.0/8\"])",
        "request.method.lowerAscii() == \"get\" && request.host.upperAscii().startsWith(\"API.\")",
        "request.path.split(\"/\")[1] == \"orders\" && request.path.split(\"/\").join(\"-\") == \"-orders-42\"",
        "request.path.substring(8) == \"42\" && request.path.substring(1, 7) == \"orders\"",
        "request.path.indexOf(\"/\") == 0 && request.path.lastIndexOf(\"/\") == 7 && request.path.indexOf(\"?\") == -1",
        "\" a \".trim() == \"a\" && request.path.replace(\"orders\", \"o\") == \"/o/42\" && \"äb\".split(\"\").size() == 2",
        "sets.contains(token.scopes, route.scopes) && !sets.contains(route.scopes, token.scopes)",
        "sets.intersects(token.scopes, [\"x\", \"orders:write\"]) && !sets.intersects(token.scopes, [\"x\"])",
        "request.path.contains(\"orders\") && !request.path.contains(\"admin\")",
        "time.now.getHours(\"Europe/Berlin\") == 11 && time.now.getHours(\"Asia/Kolkata\") == 15 && time.now.getMinutes(\"Asia/Kolkata\") == 30",
        "time.now.getHours() == 10 && time.now.getHours(\"-08:00\") == 2 && time.now.getHours(time.zone) == 10",
        "time.now.getDayOfWeek(\"Europe/Berlin\") == 3 && time.now.getDate(\"Pacific/Kiritimati\") == 26",
        "time.now > timestamp(\"2026-11-25T00:00:00+01:00\") && time.now - duration(\"24h\") < timestamp(\"2026-11-25T00:00:00Z\")",
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
