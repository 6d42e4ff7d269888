package dev.warder.policy;

import dev.warder.model.Effect;
import dev.warder.model.RateLimit;
import dev.warder.model.Restrictions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what a rule wants done: `deny`, or a mapping with one of `stepUp`, `restrict`, `throttle`.
final class EffectReader {
  static final Set<String> EFFECTS = Set.of("stepUp", "restrict", "throttle");
  static final Set<String> PROOF_KEYS = Set.of("acr", "maxAge");
  static final Set<String> RATE_KEYS = Set.of("requests", "per");
  static final Set<String> RESTRICT_KEYS = Set.of("methods", "scopes", "routes", "rate");
  static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
  static final int MOST_PATTERNS = 50;
  private static final int LONGEST_ACR = 100;

  private final Problems problems;

  EffectReader(Problems problems) {
    this.problems = problems;
  }

  Optional<Effect> read(Node node) {
    if (node instanceof Node.Scalar scalar) {
      if (scalar.text().equals("deny")) {
        return Optional.of(new Effect.Deny());
      }
      problems.add(
          node.at(), "then is deny, or one of {stepUp: ...}, {restrict: ...}, {throttle: ...}");
      return Optional.empty();
    }
    if (node instanceof Node.Mapping mapping && mapping.entries().size() != 1) {
      problems.add(node.at(), "then says one thing; write one rule for each");
      return Optional.empty();
    }
    Optional<Fields> fields = Fields.of(node, "then", EFFECTS, problems);
    if (fields.isEmpty() || !(node instanceof Node.Mapping mapping)) {
      return Optional.empty();
    }
    Map.Entry<String, Node.Entry> only = mapping.entries().firstEntry();
    return read(only.getKey(), only.getValue().value());
  }

  /// @param effect one of `EFFECTS`
  Optional<Effect> read(String effect, Node value) {
    return switch (effect) {
      case "stepUp" -> stepUp(value);
      case "restrict" -> restrict(value);
      case "throttle" -> throttle(value);
      default -> Optional.empty();
    };
  }

  private Optional<Effect> stepUp(Node node) {
    return Fields.of(node, "stepUp", PROOF_KEYS, problems)
        .flatMap(fields -> {
          Optional<Node.Scalar> acr =
              fields.required("acr", "stepUp").flatMap(n -> fields.scalar(n, "acr"));
          if (acr.isPresent() && !isAcr(acr.get().text())) {
            problems.add(acr.get().at(), "acr is a name such as mfa or phr, or a URI");
          }
          Optional<Duration> age = fields.duration("maxAge", "stepUp", Duration.ofDays(365));
          return acr.flatMap(a -> age.map(d -> new Effect.StepUp(a.text(), d)));
        });
  }

  private Optional<Effect> throttle(Node node) {
    return Fields.of(node, "throttle", RATE_KEYS, problems)
        .flatMap(fields -> fields.rate("throttle").map(Effect.Throttle::new));
  }

  private Optional<Effect> restrict(Node node) {
    return Fields.of(node, "restrict", RESTRICT_KEYS, problems)
        .map(fields -> {
          if (node instanceof Node.Mapping mapping && mapping.entries().isEmpty()) {
            problems.add(node.at(), "restrict needs one of methods, scopes, routes, rate");
          }
          Optional<List<String>> methods =
              fields.texts("methods", MOST_PATTERNS, EffectReader::method, "a method such as GET");
          Optional<List<String>> scopes =
              fields.texts(
                  "scopes",
                  MOST_PATTERNS,
                  t -> ScopePattern.parse(t).map(ScopePattern::toString),
                  "a scope; * stands for a whole part between colons, as in *:read");
          Optional<List<String>> routes =
              fields.texts(
                  "routes",
                  MOST_PATTERNS,
                  t -> RoutePattern.parse(t).map(RoutePattern::toString),
                  "a route such as GET /orders/{id} or * api.example.com/orders/**");
          Optional<RateLimit> rate =
              fields
                  .get("rate")
                  .flatMap(n -> Fields.of(n, "rate", RATE_KEYS, problems))
                  .flatMap(f -> f.rate("rate"));
          return new Effect.Restrict(
              new Restrictions(
                  scopes.orElse(null),
                  methods.orElse(null),
                  routes.orElse(null),
                  rate.orElse(null)));
        });
  }

  private static Optional<String> method(String text) {
    return METHODS.contains(text) ? Optional.of(text) : Optional.empty();
  }

  /// It is repeated in a header, so nothing that would need quoting there.
  private static boolean isAcr(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_ACR
        && text.chars()
            .allMatch(c -> (c < 128 && Character.isLetterOrDigit(c)) || "-._:/".indexOf(c) >= 0);
  }
}
