package dev.warder.policy;

import static dev.warder.policy.Variable.Kind.ANYTHING_BY_NAME;
import static dev.warder.policy.Variable.Kind.MOMENT;
import static dev.warder.policy.Variable.Kind.NUMBER;
import static dev.warder.policy.Variable.Kind.NUMBER_BY_NAME;
import static dev.warder.policy.Variable.Kind.SPAN;
import static dev.warder.policy.Variable.Kind.TEXT;
import static dev.warder.policy.Variable.Kind.TEXTS;
import static dev.warder.policy.Variable.Kind.TEXT_BY_NAME;
import static dev.warder.policy.Variable.Kind.TRUTH;
import static dev.warder.policy.Variable.Kind.WHOLE;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.warder.model.NetworkClass;
import dev.warder.model.PrincipalKind;
import dev.warder.model.RiskLevel;
import dev.warder.model.Sensitivity;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// All variables of the language, with the neutral situation that test cases start from.
final class Variables {
  /// The age of a proof that was never given: a hundred years, older than any rule asks for.
  static final Duration NEVER_PROVEN = Duration.ofDays(36_500);

  static final String HEADERS = "request.headers";
  static final String ZONE = "time.zone";

  private static final List<String> KINDS =
      Arrays.stream(PrincipalKind.values()).map(PrincipalKind::wire).toList();
  private static final List<String> NETWORKS =
      Arrays.stream(NetworkClass.values()).map(NetworkClass::wire).toList();
  private static final List<String> LEVELS =
      Arrays.stream(RiskLevel.values()).map(RiskLevel::wire).toList();
  private static final List<String> SENSITIVITIES =
      Arrays.stream(Sensitivity.values()).map(Sensitivity::wire).toList();

  static final List<Variable> ALL =
      List.of(
          Variable.of("request.method", TEXT, "GET"),
          Variable.of("request.host", TEXT, "api.example.com"),
          Variable.of("request.path", TEXT, "/orders/42"),
          Variable.of("request.route", TEXT, "GET /orders/{id}"),
          Variable.of(HEADERS, TEXT_BY_NAME, Map.of()),
          Variable.of("route.id", TEXT, "GET /orders/{id}"),
          Variable.of("route.scopes", TEXTS, List.of("orders:read")),
          Variable.oneOf("route.sensitivity", "normal", SENSITIVITIES),
          Variable.of("token.id", TEXT, "tok_neutral"),
          Variable.oneOf("token.kind", "user", KINDS),
          Variable.of("token.age", SPAN, Duration.ofDays(90)),
          Variable.of("token.tags", TEXT_BY_NAME, Map.of()),
          Variable.of("token.scopes", TEXTS, List.of("orders:read", "orders:write")),
          Variable.of("principal.id", TEXT, "neutral"),
          Variable.oneOf("principal.kind", "user", KINDS),
          Variable.of("subject", ANYTHING_BY_NAME, Map.of()),
          Variable.of("resource", ANYTHING_BY_NAME, Map.of()),
          Variable.of("action", ANYTHING_BY_NAME, Map.of()),
          Variable.of("context", ANYTHING_BY_NAME, Map.of()),
          Variable.of("source.ip", TEXT, "198.51.100.7"),
          Variable.of("source.country", TEXT, "DE"),
          Variable.of("source.city", TEXT, ""),
          Variable.of("source.asn", WHOLE, 3320L),
          Variable.oneOf("source.network", "residential", NETWORKS),
          Variable.of("source.countryIsNew", TRUTH, false),
          Variable.of("source.asnIsNew", TRUTH, false),
          Variable.of("client.product", TEXT, "curl"),
          Variable.of("client.version", TEXT, "8.5.0"),
          Variable.of("client.os", TEXT, ""),
          Variable.of("client.isNew", TRUTH, false),
          Variable.of("time.now", MOMENT, Instant.parse("2026-11-25T10:00:00Z")),
          Variable.of("time.hour", WHOLE, 10L),
          Variable.of("time.weekday", WHOLE, 3L),
          Variable.of(ZONE, TEXT, "UTC"),
          Variable.of("rate.perMinute", WHOLE, 1L),
          Variable.of("rate.perHour", WHOLE, 1L),
          Variable.of("rate.errors", WHOLE, 0L),
          Variable.of("risk.score", WHOLE, 5L),
          Variable.oneOf("risk.level", "low", LEVELS),
          Variable.of("risk.probability", NUMBER, 0.001),
          Variable.of("risk.confidence", NUMBER, 0.9),
          Variable.of("risk.learned", WHOLE, 1_000L),
          Variable.of("risk.factors", NUMBER_BY_NAME, Map.of()),
          Variable.of("assurance.level", TEXT, "token"),
          Variable.of("assurance.age", SPAN, NEVER_PROVEN));

  private static final Map<String, Variable> BY_NAME =
      ALL.stream().collect(toUnmodifiableMap(Variable::name, v -> v));

  private Variables() {}

  static Optional<Variable> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  static Set<String> names() {
    return new TreeSet<>(BY_NAME.keySet());
  }

  /// `risk` is a group: not a variable itself, but the beginning of some.
  static boolean isGroup(String name) {
    return ALL.stream().anyMatch(v -> v.name().startsWith(name + "."));
  }

  /// The longest beginning of a dotted path that is a variable.
  static Optional<Variable> along(String path) {
    for (String name = path; !name.isEmpty(); ) {
      Variable variable = BY_NAME.get(name);
      if (variable != null) {
        return Optional.of(variable);
      }
      name = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
    return Optional.empty();
  }
}
