package dev.warder.policy;

import java.util.List;
import java.util.Set;

/// Small policies for tests.
final class PolicyFiles {
  static final String HEAD = "apiVersion: warder.dev/v1\nkind: Policy\n";

  private PolicyFiles() {}

  static PolicySource file(String yaml) {
    return new PolicySource("p.yaml", yaml);
  }

  /// One rule with this condition, which stands in line 5 from column 11.
  static PolicySource when(String condition) {
    return file(HEAD + "rules:\n  - id: r\n    when: " + condition + "\n    then: deny\n");
  }

  static String firstProblem(PolicySource source) {
    List<Problem> problems =
        new PolicyCompiler(Set.of("accept-language")).check(List.of(source)).problems();
    return problems.isEmpty() ? "fine" : problems.getFirst().toString();
  }

  static PolicySet compile(PolicySource... sources) {
    PolicyCompiler.Compiled compiled =
        new PolicyCompiler(Set.of("accept-language")).compile(List.of(sources));
    return compiled.set().orElseThrow(() -> new AssertionError(compiled.check().problems()));
  }
}
