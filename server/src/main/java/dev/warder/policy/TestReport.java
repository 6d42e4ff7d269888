package dev.warder.policy;

import java.util.List;

/// What became of the tests that policy files bring along.
///
/// @param problems why nothing could be run
public record TestReport(List<Problem> problems, List<TestResult> results) {
  public TestReport {
    problems = List.copyOf(problems);
    results = List.copyOf(results);
  }

  public boolean passed() {
    return problems.isEmpty() && results.stream().allMatch(TestResult::passed);
  }

  public List<TestResult> failures() {
    return results.stream().filter(r -> !r.passed()).toList();
  }
}
