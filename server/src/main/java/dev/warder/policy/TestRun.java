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
import org.jspecify.annotations.Nullable;

/// Runs test cases: the neutral situation, changed as the case says, judged by the file's rules; or
/// an incident, to which they react.
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
              policy.reactions(),
              Map.of(),
              List.of());
      PolicySet alone = new PolicySet(List.of(), List.of(inForce));
      List<TestResult> own =
          policy.tests().stream().map(test -> run(policy.name(), alone, test)).toList();
      results.addAll(own);
      policy.rules().forEach(rule -> coverage.add(coverage(policy, rule.id(), own)));
      policy.grants().forEach(grant -> coverage.add(coverage(policy, grant.id(), own)));
      policy.reactions().forEach(rule -> coverage.add(coverage(policy, rule.id(), own)));
    }
    return new TestReport(List.of(), results, coverage);
  }

  private static RuleCoverage coverage(Policy policy, String rule, List<TestResult> results) {
    int line = policy.places().getOrDefault(rule, Position.START).line();
    long tests = results.stream().filter(result -> result.rules().contains(rule)).count();
    return new RuleCoverage(policy.name(), line, rule, (int) tests);
  }

  private static TestResult run(String file, PolicySet set, TestCase test) {
    return switch (test) {
      case TestCase.OfCall call -> call(file, set, call);
      case TestCase.OfIncident incident -> incident(file, set, incident);
    };
  }

  private static TestResult incident(String file, PolicySet set, TestCase.OfIncident test) {
    List<Wanted> wanted = set.reactions(test.incident());
    List<Wanted> done = wanted.stream().filter(each -> each.failure() == null).toList();
    List<String> rules = done.stream().map(Wanted::rule).toList();
    List<String> reactions = done.stream().map(each -> each.reaction().wire()).toList();
    List<String> differences = new ArrayList<>();
    compare("reactions", test.reactions(), reactions, differences);
    compareRules(test.rules(), rules, differences);
    for (Wanted each : wanted) {
      if (each.failure() != null) {
        differences.add("  rule " + each.rule() + " failed: " + each.failure());
      }
    }
    String verdict = reactions.isEmpty() ? "nothing" : String.join(", ", new TreeSet<>(reactions));
    return new TestResult(file, test.at().line(), test.name(), verdict, rules, differences);
  }

  private static TestResult call(String file, PolicySet set, TestCase.OfCall test) {
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
    compareRules(test.rules(), rules, differences);
    if (failure != null && !differences.isEmpty()) {
      differences.add("  rule " + failure.rule() + " failed: " + failure.message());
    }
    return new TestResult(file, test.at().line(), test.name(), verdict, rules, differences);
  }

  private static void compareRules(
      @Nullable List<String> expected, List<String> rules, List<String> into) {
    if (expected != null && compare("rules", expected, rules, into)) {
      TreeSet<String> missing = new TreeSet<>(expected);
      missing.removeAll(rules);
      TreeSet<String> more = new TreeSet<>(rules);
      more.removeAll(expected);
      missing.forEach(rule -> into.add("  " + rule + " did not match"));
      more.forEach(rule -> into.add("  " + rule + " matched too"));
    }
  }

  /// @return whether they differ
  private static boolean compare(
      String what, @Nullable List<String> expected, List<String> came, List<String> into) {
    if (expected == null || new TreeSet<>(expected).equals(new TreeSet<>(came))) {
      return false;
    }
    into.add("- " + what + ": " + new TreeSet<>(expected));
    into.add("+ " + what + ": " + new TreeSet<>(came));
    return true;
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
