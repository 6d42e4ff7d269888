package dev.warder.policy;

import java.util.List;

/// One compiled policy file.
///
/// @param enforced false in `shadow` mode: judged and recorded, never applied
record Policy(String name, boolean enforced, List<Rule> rules, List<TestCase> tests) {
  Policy {
    rules = List.copyOf(rules);
    tests = List.copyOf(tests);
  }
}
