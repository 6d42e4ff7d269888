package dev.warder.policy;

import java.util.List;

/// The result of checking a set of policies: with any problem it cannot come into force.
public record Check(List<Problem> problems, List<String> warnings) {
  public Check {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  public boolean passed() {
    return problems.isEmpty();
  }
}
