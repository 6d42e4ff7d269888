package dev.warder.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a file's own test cases.
final class TestReader {
  static final int MOST_TESTS = 1_000;
  static final Set<String> KEYS = Set.of("name", "given", "expect");
  static final Set<String> EXPECT_KEYS = Set.of("verdict", "rules");
  static final Set<String> REACTION_KEYS = Set.of("reactions", "rules");
  static final Set<String> VERDICTS = Set.of("allow", "restrict", "throttle", "step_up", "deny");

  private static final String REACTIONS =
      String.join(", ", ReactionReader.REACTIONS.stream().sorted().toList());

  private final Problems problems;
  private final Set<String> ruleIds;

  TestReader(Problems problems, Set<String> ruleIds) {
    this.problems = problems;
    this.ruleIds = ruleIds;
  }

  List<TestCase> read(Fields policy) {
    List<TestCase> cases = new ArrayList<>();
    policy
        .get("tests")
        .map(n -> policy.items(n, "tests", MOST_TESTS))
        .orElse(List.of())
        .forEach(n -> testCase(n).ifPresent(cases::add));
    return cases;
  }

  private Optional<TestCase> testCase(Node node) {
    Optional<Fields> fields = Fields.of(node, "a test", KEYS, problems);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields test = fields.get();
    Optional<Node.Scalar> name =
        test.required("name", "a test").flatMap(n -> test.scalar(n, "name"));
    Optional<Node> incident = test.get("given").flatMap(TestReader::incident);
    Set<String> known = incident.isPresent() ? REACTION_KEYS : EXPECT_KEYS;
    Optional<Fields> expect =
        test.required("expect", "a test").flatMap(n -> Fields.of(n, "expect", known, problems));
    Map<String, Object> given = new HashMap<>();
    if (incident.isEmpty()) {
      test.get("given").ifPresent(n -> given(n, "", given));
    }
    if (name.isEmpty() || expect.isEmpty()) {
      return Optional.empty();
    }
    return incident.isPresent()
        ? ofIncident(name.get().text(), test, incident.get(), expect.get())
        : verdict(expect.get())
            .map(v ->
                new TestCase.OfCall(name.get().text(), test.at(), given, v, rules(expect.get())));
  }

  private @Nullable List<String> rules(Fields expect) {
    return expect.texts("rules", MOST_TESTS, this::ruleId, "a rule of this file").orElse(null);
  }

  /// What a case gives where it is about an incident; nothing else may stand beside it.
  private static Optional<Node> incident(Node given) {
    return given instanceof Node.Mapping mapping
        ? Optional.ofNullable(mapping.get(PolicyReader.INCIDENT))
        : Optional.empty();
  }

  private Optional<TestCase> ofIncident(String name, Fields test, Node incident, Fields expect) {
    Optional<Fields> alone =
        test.get("given")
            .flatMap(n ->
                Fields.of(n, "given about an incident", Set.of(PolicyReader.INCIDENT), problems));
    List<String> reactions =
        expect
            .texts("reactions", MOST_TESTS, TestReader::reaction, "a reaction: " + REACTIONS)
            .orElse(null);
    List<String> rules = rules(expect);
    if (reactions == null && rules == null) {
      problems.add(expect.at(), "expect about an incident needs reactions, rules or both");
    }
    return alone
        .flatMap(n -> new IncidentReader(problems).read(incident))
        .map(facts -> new TestCase.OfIncident(name, test.at(), facts, reactions, rules));
  }

  private static Optional<String> reaction(String text) {
    return ReactionReader.REACTIONS.contains(text) ? Optional.of(text) : Optional.empty();
  }

  private Optional<String> verdict(Fields expect) {
    Optional<Node.Scalar> scalar =
        expect.required("verdict", "expect").flatMap(n -> expect.scalar(n, "verdict"));
    Optional<String> verdict = scalar.map(Node.Scalar::text).filter(VERDICTS::contains);
    if (scalar.isPresent() && verdict.isEmpty()) {
      String text = scalar.get().text();
      String all = String.join(", ", VERDICTS.stream().sorted().toList());
      String hint = Spelling.hint(text, VERDICTS);
      String tail = hint.isEmpty() ? "; known are " + all : hint;
      problems.add(scalar.get().at(), "there is no verdict " + Problems.quote(text) + tail);
    }
    return verdict;
  }

  private Optional<String> ruleId(String text) {
    return ruleIds.contains(text) ? Optional.of(text) : Optional.empty();
  }

  private void given(Node node, String prefix, Map<String, Object> into) {
    if (!(node instanceof Node.Mapping mapping)) {
      String what = prefix.isEmpty() ? "given" : prefix.substring(0, prefix.length() - 1);
      problems.add(node.at(), what + " must be a mapping, not " + node.kind());
      return;
    }
    mapping
        .entries()
        .forEach((key, entry) -> {
          String path = prefix + key;
          Optional<Variable> variable = Variables.find(path);
          if (variable.isPresent()) {
            value(variable.get(), entry.value()).ifPresent(v -> into.put(path, v));
          } else if (Variables.isGroup(path)) {
            given(entry.value(), path + ".", into);
          } else {
            String hint = Spelling.hint(path, Variables.names());
            String text = "there is no variable " + Problems.quote(path) + hint;
            problems.add(entry.keyAt(), text);
          }
        });
  }

  private Optional<Object> value(Variable variable, Node node) {
    Optional<Object> value = GivenValue.read(variable.kind(), node);
    if (value.isEmpty()) {
      String text = variable.name() + " must be " + variable.kind().inWords();
      problems.add(node.at(), text);
    } else if (!variable.words().isEmpty() && !variable.words().contains(value.get())) {
      String all = String.join(", ", variable.words().stream().sorted().toList());
      problems.add(node.at(), variable.name() + " is one of " + all);
    }
    return value;
  }
}
