package dev.warder.policy;

import dev.warder.model.Effect;
import dev.warder.model.Judgement;
import dev.warder.model.Restrictions;
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

  static TestReport all(PolicySet set) {
    List<TestResult> results = new ArrayList<>();
    List<RuleCoverage> coverage = new ArrayList<>();
    for (Policy policy : set.policies()) {
      Policy inForce =
          new Policy(
              policy.name(),
              Mode.ENFORCE,
              policy.rules(),
              policy.grants(),
              List.of(),
              Map.of(),
              List.of());
      PolicySet alone = new PolicySet(List.of(), List.of(inForce));
      List<TestResult> own =
          policy.tests().stream().map(test -> run(policy.name(), alone, test)).toList();
      results.addAll(own);
      policy.rules().forEach(rule -> coverage.add(coverage(policy, rule.id(), own)));
      policy.grants().forEach(grant -> coverage.add(coverage(policy, grant.id(), own)));
    }
    return new TestReport(List.of(), results, coverage);
  }

  private static RuleCoverage coverage(Policy policy, String rule, List<TestResult> results) {
    int line = policy.places().getOrDefault(rule, Position.START).line();
    long tests = results.stream().filter(result -> result.rules().contains(rule)).count();
    return new RuleCoverage(policy.name(), line, rule, (int) tests);
  }

  private static TestResult run(String file, PolicySet set, TestCase test) {
    Map<String, Object> values = values(test.given());
    boolean asserted = ASSERTED.stream().anyMatch(test.given()::containsKey);
    Judgement judgement = set.judge(name -> Optional.ofNullable(values.get(name)), asserted);
    Judgement.Failure failure = judgement.failure();
    Combination combination = Combination.of(judgement.hits());
    List<String> rules = new ArrayList<>(combination.rules());
    if (failure != null) {
      rules.remove(failure.rule());
      rules.addFirst(failure.rule());
    }
    String verdict = verdict(judgement, combination, asserted, values);
    List<String> differences = new ArrayList<>();
    if (!verdict.equals(test.verdict())) {
      differences.add("- verdict: " + test.verdict());
      differences.add("+ verdict: " + verdict);
    }
    List<String> expected = test.rules();
    if (expected != null) {
      compare(expected, rules, differences);
    }
    if (failure != null && !differences.isEmpty()) {
      differences.add("  rule " + failure.rule() + " failed: " + failure.message());
    }
    return new TestResult(file, test.at().line(), test.name(), verdict, rules, differences);
  }

  private static void compare(List<String> expected, List<String> rules, List<String> into) {
    TreeSet<String> wanted = new TreeSet<>(expected);
    TreeSet<String> came = new TreeSet<>(rules);
    if (wanted.equals(came)) {
      return;
    }
    into.add("- rules: " + wanted);
    into.add("+ rules: " + came);
    TreeSet<String> missing = new TreeSet<>(wanted);
    missing.removeAll(came);
    came.removeAll(wanted);
    missing.forEach(rule -> into.add("  " + rule + " did not match"));
    came.forEach(rule -> into.add("  " + rule + " matched too"));
  }

  /// As the service would answer: a restricted call that asks for more than remains is denied, and
  /// so is what is asserted where no grant speaks for it.
  private static String verdict(
      Judgement judgement, Combination combination, boolean asserted, Map<String, Object> values) {
    boolean passes =
        asserted
            ? combination.grants()
            : !combination.restricts() || remains(combination.restrictions(), values);
    if (judgement.failure() != null || combination.denies() || !passes) {
      return "deny";
    }
    if (combination.stepUp() != null) {
      return "step_up";
    }
    if (throttles(judgement)) {
      return "throttle";
    }
    return combination.restricts() ? "restrict" : "allow";
  }

  private static boolean throttles(Judgement judgement) {
    return judgement.hits().stream().anyMatch(h -> h.effect() instanceof Effect.Throttle);
  }

  private static boolean remains(Restrictions restrictions, Map<String, Object> values) {
    return Reach.scopes(restrictions, texts(values, "token.scopes"))
            .containsAll(texts(values, "route.scopes"))
        && Reach.permits(
            restrictions,
            String.valueOf(values.get("request.method")),
            String.valueOf(values.get("request.host")),
            String.valueOf(values.get("request.path")));
  }

  private static List<String> texts(Map<String, Object> values, String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Map<String, Object> values(Map<String, Object> given) {
    Map<String, Object> values = new HashMap<>();
    Variables.ALL.forEach(v -> values.put(v.name(), neutral(v)));
    given.forEach((name, value) -> values.put(name, Told.of(value)));
    return values;
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
