package dev.warder.policy;

/// How much a rule was exercised by the tests of its file.
///
/// @param tests in how many of them it matched; with none, nobody knows whether it works
public record RuleCoverage(String file, int line, String rule, int tests) {
  public boolean isExercised() {
    return tests > 0;
  }

  /// The form that editors turn into a link.
  @Override
  public String toString() {
    return file + ":" + line + ": " + rule;
  }
}
