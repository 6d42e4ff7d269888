package dev.warder.policy;

import dev.warder.model.Effect;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what a rule about incidents wants done: a mapping with one of `notify`, `raiseRisk`,
/// `restrict`, `stepUp`, `quarantine`, `revoke`.
final class ReactionReader {
  static final Set<String> REACTIONS =
      Set.of("notify", "raiseRisk", "restrict", "stepUp", "quarantine", "revoke");
  static final Set<String> HOLD_KEYS = Set.of("for", "who");
  static final Set<String> RISK_KEYS = Set.of("points", "for", "who");
  static final Set<String> WHO_KEYS = Set.of("who");
  static final Set<String> NOTIFY_KEYS = Set.of("targets");
  static final Set<String> WHO = Set.of("token", "principal");
  static final double MOST_POINTS = 10;
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int MOST_TARGETS = 20;

  private final Problems problems;

  ReactionReader(Problems problems) {
    this.problems = problems;
  }

  Optional<Reaction> read(Node node) {
    if (!(node instanceof Node.Mapping mapping) || mapping.entries().size() != 1) {
      problems.add(
          node.at(),
          "then of a rule about incidents is one of {notify: ...}, {raiseRisk: ...}, {restrict: ...},"
              + " {stepUp: ...}, {quarantine: ...}, {revoke: ...}");
      return Optional.empty();
    }
    if (Fields.of(node, "then", REACTIONS, problems).isEmpty()) {
      return Optional.empty();
    }
    Map.Entry<String, Node.Entry> only = mapping.entries().firstEntry();
    Node value = only.getValue().value();
    return switch (only.getKey()) {
      case "notify" -> notify(value);
      case "raiseRisk" -> raiseRisk(value);
      case "restrict" -> imposed(value, "restrict", EffectReader.RESTRICT_KEYS);
      case "stepUp" -> imposed(value, "stepUp", EffectReader.PROOF_KEYS);
      case "quarantine" ->
          Fields.of(value, "quarantine", HOLD_KEYS, problems)
              .flatMap(f -> impose(f, "quarantine", new Effect.Deny()));
      case "revoke" ->
          Fields.of(value, "revoke", WHO_KEYS, problems)
              .flatMap(this::who)
              .map(Reaction.Revoke::new);
      default -> Optional.empty();
    };
  }

  private Optional<Reaction> notify(Node node) {
    return Fields.of(node, "notify", NOTIFY_KEYS, problems)
        .map(f ->
            new Reaction.Notify(
                f.texts("targets", MOST_TARGETS, Optional::of, "a target's name")
                    .orElse(List.of())));
  }

  private Optional<Reaction> raiseRisk(Node node) {
    return Fields.of(node, "raiseRisk", RISK_KEYS, problems)
        .flatMap(f -> {
          Optional<Double> points = points(f);
          Optional<Duration> lasts = f.duration("for", "raiseRisk", LONGEST);
          return who(f)
              .flatMap(w -> points.flatMap(p -> lasts.map(l -> new Reaction.RaiseRisk(p, l, w))));
        });
  }

  private Optional<Double> points(Fields fields) {
    Optional<Node.Scalar> scalar =
        fields.required("points", "raiseRisk").flatMap(n -> fields.scalar(n, "points"));
    if (scalar.isEmpty()) {
      return Optional.empty();
    }
    String text = scalar.get().text();
    double value = text.matches("[0-9]{1,2}([.][0-9]{1,3})?") ? Double.parseDouble(text) : 0;
    if (value > 0 && value <= MOST_POINTS) {
      return Optional.of(value);
    }
    problems.add(scalar.get().at(), "points is a number above 0, up to " + (int) MOST_POINTS);
    return Optional.empty();
  }

  /// An effect as rules about calls have it, with `for` and `who` beside its own keys.
  private Optional<Reaction> imposed(Node node, String name, Set<String> keys) {
    if (!(node instanceof Node.Mapping mapping)) {
      problems.add(node.at(), name + " must be a mapping, not " + node.kind());
      return Optional.empty();
    }
    LinkedHashMap<String, Node.Entry> own = new LinkedHashMap<>(mapping.entries());
    own.keySet().removeAll(HOLD_KEYS);
    Optional<Effect> effect =
        new EffectReader(problems).read(name, new Node.Mapping(mapping.at(), own));
    return Fields.of(node, name, all(keys), problems)
        .flatMap(f -> effect.flatMap(e -> impose(f, name, e)));
  }

  static Set<String> all(Set<String> keys) {
    Set<String> all = new HashSet<>(keys);
    all.addAll(HOLD_KEYS);
    return all;
  }

  private Optional<Reaction> impose(Fields fields, String name, Effect effect) {
    Optional<Duration> lasts = fields.duration("for", name, LONGEST);
    return who(fields).flatMap(w -> lasts.map(l -> new Reaction.Impose(effect, l, w)));
  }

  private Optional<Reaction.Whom> who(Fields fields) {
    Optional<Node> node = fields.get("who");
    if (node.isEmpty()) {
      return Optional.of(Reaction.Whom.TOKEN);
    }
    Optional<Node.Scalar> scalar = fields.scalar(node.get(), "who");
    if (scalar.isPresent() && !WHO.contains(scalar.get().text())) {
      problems.add(scalar.get().at(), "who is token or principal");
      return Optional.empty();
    }
    return scalar.map(
        s -> s.text().equals("token") ? Reaction.Whom.TOKEN : Reaction.Whom.PRINCIPAL);
  }
}
