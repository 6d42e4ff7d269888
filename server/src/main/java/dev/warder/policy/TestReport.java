package dev.warder.policy;

import java.util.List;

/// What became of the tests that policy files bring along.
///
/// @param problems why nothing could be run
/// @param coverage of every rule, in the order of the files
public record TestReport(
    List<Problem> problems, List<TestResult> results, List<RuleCoverage> coverage) {
  public TestReport {
    problems = List.copyOf(problems);
    results = List.copyOf(results);
    coverage = List.copyOf(coverage);
  }

  static TestReport ofProblems(List<Problem> problems) {
    return new TestReport(problems, List.of(), List.of());
  }

  /// Rules that no test makes match.
  public List<RuleCoverage> neverExercised() {
    return coverage.stream().filter(each -> !each.isExercised()).toList();
  }

  public boolean passed() {
    return problems.isEmpty() && results.stream().allMatch(TestResult::passed);
  }

  public List<TestResult> failures() {
    return results.stream().filter(r -> !r.passed()).toList();
  }
}
