package dev.warder.policy;

import dev.cel.runtime.CelVariableResolver;
import dev.warder.model.Effect;
import dev.warder.model.Judgement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Runs test cases: the neutral situation, changed as the case says, judged by the file's rules.
///
/// A throttle that matches counts as spent, because a test has no past.
final class TestRun {
  /// A test that gives one of these has no token.
  private static final List<String> ASSERTED = List.of("subject", "resource", "action", "context");

  private TestRun() {}

  static List<TestResult> all(PolicySet set) {
    List<TestResult> results = new ArrayList<>();
    for (Policy policy : set.policies()) {
      Policy inForce = new Policy(policy.name(), true, policy.rules(), policy.grants(), List.of());
      PolicySet alone = new PolicySet(List.of(), List.of(inForce));
      policy.tests().forEach(test -> results.add(run(policy.name(), alone, test)));
    }
    return results;
  }

  private static TestResult run(String file, PolicySet set, TestCase test) {
    boolean asserted = ASSERTED.stream().anyMatch(test.given()::containsKey);
    Judgement judgement = set.judge(variables(test.given()), asserted);
    Judgement.Failure failure = judgement.failure();
    Combination combination = Combination.of(judgement.hits());
    List<String> rules = new ArrayList<>(combination.rules());
    if (failure != null) {
      rules.remove(failure.rule());
      rules.addFirst(failure.rule());
    }
    String verdict = verdict(judgement, combination, asserted);
    List<String> differences = new ArrayList<>();
    if (!verdict.equals(test.verdict())) {
      differences.add("verdict: expected " + test.verdict() + ", got " + verdict);
    }
    List<String> expected = test.rules();
    if (expected != null) {
      compare(expected, rules).ifPresent(differences::add);
    }
    if (failure != null && !differences.isEmpty()) {
      differences.add("rule " + failure.rule() + " failed: " + failure.message());
    }
    return new TestResult(file, test.at().line(), test.name(), verdict, rules, differences);
  }

  private static Optional<String> compare(List<String> expected, List<String> rules) {
    TreeSet<String> missing = new TreeSet<>(expected);
    rules.forEach(missing::remove);
    TreeSet<String> surplus = new TreeSet<>(rules);
    expected.forEach(surplus::remove);
    StringBuilder text = new StringBuilder();
    if (!missing.isEmpty()) {
      text.append(" did not match: ").append(String.join(", ", missing));
    }
    if (!surplus.isEmpty()) {
      text.append(text.isEmpty() ? "" : ";").append(" matched too: ");
      text.append(String.join(", ", surplus));
    }
    return text.isEmpty() ? Optional.empty() : Optional.of("rules:" + text);
  }

  private static String verdict(Judgement judgement, Combination combination, boolean asserted) {
    boolean granted = !asserted || combination.grants();
    if (judgement.failure() != null || combination.denies() || !granted) {
      return "deny";
    }
    if (combination.stepUp() != null) {
      return "step_up";
    }
    boolean throttles =
        judgement.hits().stream().anyMatch(h -> h.effect() instanceof Effect.Throttle);
    return throttles ? "throttle" : combination.restricts() ? "restrict" : "allow";
  }

  private static CelVariableResolver variables(Map<String, Object> given) {
    Map<String, Object> values = new HashMap<>();
    Variables.ALL.forEach(v -> values.put(v.name(), neutral(v)));
    given.forEach((name, value) -> values.put(name, Told.of(value)));
    return name -> Optional.ofNullable(values.get(name));
  }

  private static Object neutral(Variable variable) {
    return switch (variable.kind()) {
      case TEXT_BY_NAME -> new ValueByName<>(Map.<String, String>of(), "");
      case NUMBER_BY_NAME -> new ValueByName<>(Map.<String, Double>of(), 0.0);
      case ANYTHING_BY_NAME -> Told.NOTHING;
      default -> variable.neutral();
    };
  }
}
