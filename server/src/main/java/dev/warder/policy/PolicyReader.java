package dev.warder.policy;

import dev.warder.model.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns one file into a compiled policy, or tells everything that is wrong with it.
final class PolicyReader {
  static final int MOST_RULES = 2_000;
  static final String API_VERSION = "warder.dev/v1";
  static final String KIND = "Policy";
  static final Set<String> KEYS = Set.of("apiVersion", "kind", "mode", "rules", "grants", "tests");
  static final Set<String> RULE_KEYS = Set.of("id", "on", "when", "unless", "then");
  static final String INCIDENT = "incident";
  static final Set<String> GRANT_KEYS = Set.of("id", "when", "unless");
  static final int LONGEST_ID = 100;

  /// Reasons of verdicts that no rule asked for.
  private static final Set<String> RESERVED = Set.of("token-rate-limit", "on-failure");

  private final Language language;
  private final Problems problems;
  private final Map<String, Position> ids = new HashMap<>();

  private PolicyReader(Language language, Problems problems) {
    this.language = language;
    this.problems = problems;
  }

  /// Nothing where there are problems.
  static Optional<Policy> read(PolicySource source, Language language, Problems problems) {
    try {
      Node root = NodeReader.read(source.yaml());
      Optional<Policy> policy = new PolicyReader(language, problems).policy(root, source.name());
      return problems.isEmpty() ? policy : Optional.empty();
    } catch (NodeReader.Unreadable e) {
      problems.add(e.at(), e.text());
      return Optional.empty();
    }
  }

  private Optional<Policy> policy(Node root, String name) {
    Optional<Fields> fields = Fields.of(root, "a policy", KEYS, problems);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields policy = fields.get();
    word(policy, "apiVersion", API_VERSION);
    word(policy, "kind", KIND);
    Mode mode = new ModeReader(problems).read(policy.get("mode"), name);
    List<Rule> rules = new ArrayList<>();
    List<IncidentRule> reactions = new ArrayList<>();
    List<Rule> grants = new ArrayList<>();
    Optional<Node> granted = policy.get("grants");
    Optional<Node> ruled =
        granted.isPresent() ? policy.get("rules") : policy.required("rules", "a policy");
    ruled
        .map(n -> policy.items(n, "rules", MOST_RULES))
        .orElse(List.of())
        .forEach(n -> {
          if (isAboutIncidents(n)) {
            reaction(n).ifPresent(reactions::add);
          } else {
            rule(n, "a rule").ifPresent(rules::add);
          }
        });
    granted
        .map(n -> policy.items(n, "grants", MOST_RULES))
        .orElse(List.of())
        .forEach(n -> rule(n, "a grant").ifPresent(grants::add));
    List<TestCase> tests = new TestReader(problems, ids.keySet()).read(policy);
    return Optional.of(new Policy(name, mode, rules, grants, reactions, ids, tests));
  }

  private void word(Fields fields, String key, String word) {
    fields
        .required(key, "a policy")
        .flatMap(n -> fields.scalar(n, key))
        .filter(s -> !s.text().equals(word))
        .ifPresent(s ->
            problems.add(s.at(), key + " must be " + word + ", not " + Problems.quote(s.text())));
  }

  /// @param kind `a rule`, or `a grant`, which says nothing of what is to be done
  private Optional<Rule> rule(Node node, String kind) {
    if (problems.isFull()) {
      return Optional.empty();
    }
    boolean grants = kind.equals("a grant");
    Optional<Fields> fields = Fields.of(node, kind, grants ? GRANT_KEYS : RULE_KEYS, problems);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields rule = fields.get();
    Optional<String> id = rule.required("id", kind).flatMap(n -> id(rule, n));
    Optional<Condition> when = rule.required("when", kind).flatMap(n -> condition(rule, n, "when"));
    Optional<Condition> unless = rule.get("unless").flatMap(n -> condition(rule, n, "unless"));
    Optional<Effect> then =
        grants
            ? Optional.of(new Effect.Grant())
            : rule.required("then", kind).flatMap(n -> new EffectReader(problems).read(n));
    return id.isPresent() && when.isPresent() && then.isPresent()
        ? Optional.of(new Rule(id.get(), when.get(), unless.orElse(null), then.get()))
        : Optional.empty();
  }

  private static boolean isAboutIncidents(Node node) {
    return node instanceof Node.Mapping mapping && mapping.get("on") != null;
  }

  private Optional<IncidentRule> reaction(Node node) {
    Optional<Fields> fields = Fields.of(node, "a rule", RULE_KEYS, problems);
    if (fields.isEmpty() || problems.isFull()) {
      return Optional.empty();
    }
    Fields rule = fields.get();
    word(rule, "on", INCIDENT);
    Optional<String> id = rule.required("id", "a rule").flatMap(n -> id(rule, n));
    Optional<Condition> when =
        rule.required("when", "a rule").flatMap(n -> aboutIncident(rule, n, "when"));
    Optional<Condition> unless = rule.get("unless").flatMap(n -> aboutIncident(rule, n, "unless"));
    Optional<Reaction> then =
        rule.required("then", "a rule").flatMap(n -> new ReactionReader(problems).read(n));
    return id.isPresent() && when.isPresent() && then.isPresent()
        ? Optional.of(new IncidentRule(id.get(), when.get(), unless.orElse(null), then.get()))
        : Optional.empty();
  }

  private Optional<Condition> aboutIncident(Fields rule, Node node, String key) {
    return rule.scalar(node, key).flatMap(s -> IncidentLanguage.compile(s, problems));
  }

  private Optional<Condition> condition(Fields rule, Node node, String key) {
    return rule.scalar(node, key).flatMap(s -> language.compile(s, problems));
  }

  private Optional<String> id(Fields rule, Node node) {
    Optional<Node.Scalar> scalar = rule.scalar(node, "id");
    if (scalar.isEmpty()) {
      return Optional.empty();
    }
    String id = scalar.get().text();
    Position earlier = ids.putIfAbsent(id, node.at());
    if (!isId(id)) {
      problems.add(
          node.at(), "an id is 1 to " + LONGEST_ID + " letters, digits, hyphens, dots or _");
    } else if (RESERVED.contains(id)) {
      problems.add(node.at(), "the id " + id + " is reserved: Warder gives it as a reason itself");
    } else if (earlier != null) {
      problems.add(node.at(), "the rule " + id + " already stands in line " + earlier.line());
    }
    return Optional.of(id);
  }

  private static boolean isId(String id) {
    return !id.isEmpty()
        && id.length() <= LONGEST_ID
        && id.chars()
            .allMatch(c -> (c < 128 && Character.isLetterOrDigit(c)) || "-_.".indexOf(c) >= 0);
  }
}
