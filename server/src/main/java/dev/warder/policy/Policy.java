package dev.warder.policy;

import java.util.List;

/// One compiled policy file.
///
/// @param grants judged of what is asserted alone
/// @param enforced false in `shadow` mode: judged and recorded, never applied
record Policy(
    String name, boolean enforced, List<Rule> rules, List<Rule> grants, List<TestCase> tests) {
  Policy {
    rules = List.copyOf(rules);
    grants = List.copyOf(grants);
    tests = List.copyOf(tests);
  }
}
