package dev.warder.policy;

import static dev.warder.policy.PolicyFiles.HEAD;
import static dev.warder.policy.PolicyFiles.compile;
import static dev.warder.policy.PolicyFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.warder.model.Judgement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// The index leaves out only rules that would have been judged false.
class RuleIndexTest {
  /// Some of them fail where `rate.errors` is 0 or the subject has no id.
  private static final List<String> ATOMS =
      List.of(
          "request.method == \"GET\"",
          "\"DELETE\" == request.method",
          "request.method in [\"PUT\", \"DELETE\"]",
          "request.method != \"GET\"",
          "risk.level == \"high\"",
          "risk.level in [\"high\", \"critical\"]",
          "token.tags[\"team\"] == \"a\"",
          "token.tags.team == \"b\"",
          "token.tags[\"team\"] == \"\"",
          "client.isNew",
          "!client.isNew",
          "time.weekday == 2",
          "time.weekday in [1, 2, 6]",
          "risk.score > 50",
          "1 == 1",
          "100 / rate.errors > 20",
          "subject.id == \"x\"",
          "!(request.method == \"GET\")",
          "token.scopes.exists(s, s == \"a\")");

  @Property(tries = 60)
  void judgesAsIfEveryRuleWereTried(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder yaml = new StringBuilder(HEAD + "rules:\n");
    int rules = 1 + random.nextInt(8);
    for (int i = 0; i < rules; i++) {
      yaml.append("  - id: r").append(i).append("\n    when: |-\n      ");
      yaml.append(condition(random, 3)).append("\n    then: deny\n");
      if (random.nextInt(4) == 0) {
        yaml.append("    unless: |-\n      ").append(condition(random, 1)).append('\n');
      }
    }
    PolicySet set = compile(file(yaml.toString()));
    for (int i = 0; i < 40; i++) {
      CelVariableResolver call = call(random);
      assertThat(set.judge(call, false)).as(yaml.toString()).isEqualTo(eachRule(set, call));
    }
  }

  private static String condition(Random random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(5);
    return switch (kind) {
      case 1, 2 -> "(" + condition(random, depth - 1) + " && " + condition(random, depth - 1) + ")";
      case 3 -> "(" + condition(random, depth - 1) + " || " + condition(random, depth - 1) + ")";
      case 4 -> "!(" + condition(random, depth - 1) + ")";
      default -> ATOMS.get(random.nextInt(ATOMS.size()));
    };
  }

  private static CelVariableResolver call(Random random) {
    Map<String, Object> values = new HashMap<>();
    Variables.ALL.forEach(v -> values.put(v.name(), v.neutral()));
    values.put("request.method", pick(random, "GET", "PUT", "DELETE", "POST"));
    values.put("risk.level", pick(random, "low", "high", "critical"));
    values.put("risk.score", (long) random.nextInt(101));
    values.put("client.isNew", random.nextBoolean());
    values.put("time.weekday", 1L + random.nextInt(7));
    values.put("rate.errors", (long) random.nextInt(3));
    values.put("subject", random.nextBoolean() ? Map.of() : Map.of("id", "x"));
    values.put("token.scopes", random.nextBoolean() ? List.of("a") : List.of());
    Map<String, String> tags =
        random.nextInt(3) == 0 ? Map.of() : Map.of("team", pick(random, "a", "b", "c"));
    values.put("token.tags", new ValueByName<>(tags, ""));
    return name -> Optional.ofNullable(values.get(name));
  }

  private static String pick(Random random, String... words) {
    return words[random.nextInt(words.length)];
  }

  private static Judgement eachRule(PolicySet set, CelVariableResolver call) {
    List<Judgement.Hit> hits = new ArrayList<>();
    Judgement.Failure failure = null;
    for (Rule rule : set.policies().getFirst().rules()) {
      try {
        if (rule.matches(call, false)) {
          hits.add(rule.hit());
        }
      } catch (CelEvaluationException e) {
        failure = failure == null ? rule.failure(e) : failure;
      }
    }
    return new Judgement(set.revision(), hits, List.of(), failure);
  }

  @Test
  void ofAThousandRulesOnlyThoseOfTheCallAreJudged() {
    StringBuilder yaml = new StringBuilder(HEAD + "rules:\n");
    for (int i = 0; i < 1000; i++) {
      yaml.append("  - {id: r").append(i).append(", when: 'route.id == \"GET /r");
      yaml.append(i / 20).append("\" && principal.kind == \"user\" && risk.score > 3'");
      yaml.append(", then: deny}\n");
    }
    PolicySet set = compile(file(yaml.toString()));
    Rule[] rules = set.policies().getFirst().rules().toArray(Rule[]::new);
    Map<String, Object> values = new HashMap<>();
    Variables.ALL.forEach(v -> values.put(v.name(), v.neutral()));
    values.put("route.id", "GET /r7");
    int[] candidates = new RuleIndex(rules).candidates(n -> Optional.ofNullable(values.get(n)));
    assertThat(candidates).hasSize(20).isSorted().startsWith(140);
  }

  @Test
  void aPlaceThatCannotBeReadLeavesNothingOut() {
    PolicySet set =
        compile(file(HEAD + "rules: [{id: r, when: 'client.isNew && true', then: deny}]\n"));
    assertThat(set.judge(name -> Optional.empty(), false).failure()).isNotNull();
  }
}
