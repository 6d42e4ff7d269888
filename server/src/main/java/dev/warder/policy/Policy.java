package dev.warder.policy;

import java.util.List;
import java.util.Map;

/// One compiled policy file.
///
/// @param grants judged of what is asserted alone
/// @param reactions rules about incidents
/// @param mode for whom it counts
/// @param places where its rules and grants stand, by id
record Policy(
    String name,
    Mode mode,
    List<Rule> rules,
    List<Rule> grants,
    List<IncidentRule> reactions,
    Map<String, Position> places,
    List<TestCase> tests) {
  Policy {
    places = Map.copyOf(places);
    rules = List.copyOf(rules);
    grants = List.copyOf(grants);
    reactions = List.copyOf(reactions);
    tests = List.copyOf(tests);
  }
}
