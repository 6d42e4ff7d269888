package dev.warder.replay;

import dev.warder.audit.Entry;
import dev.warder.audit.Event;
import dev.warder.decide.Repetition;
import dev.warder.decide.RoutePattern;
import dev.warder.decide.RouteRule;
import dev.warder.decide.Routes;
import dev.warder.model.FailureMode;
import dev.warder.model.Route;
import dev.warder.model.Sensitivity;
import dev.warder.policy.DraftPolicies;
import dev.warder.policy.PolicySource;
import dev.warder.risk.Levels;
import dev.warder.risk.Recalculation;
import dev.warder.risk.RiskModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was in force when: routes, levels and model by the records of starts, policies by revision.
/// Filled in the order of the journal, then read by any number of threads.
final class Timeline {
  private static final String STARTED = "service.started";

  private final TreeMap<Long, Repetition> starts = new TreeMap<>();
  private final Map<String, DraftPolicies> policies = new HashMap<>();
  private Set<String> headers = Set.of();

  /// Whether a record of this kind says what is in force.
  static boolean tells(String kind) {
    return kind.equals(STARTED) || kind.equals("policy.applied");
  }

  /// @throws RuntimeException where the record does not hold what it should
  void add(Entry entry) {
    Event event = entry.event().orElseThrow();
    Map<?, ?> details = event.details();
    if (event.kind().equals(STARTED)) {
      headers = Set.copyOf(texts(details.get("headers")));
      starts.put(entry.seq(), repetition(details));
    }
    List<PolicySource> sources = new ArrayList<>();
    for (Object each : list(details.get("policies"))) {
      sources.add(new PolicySource(text(map(each).get("name")), text(map(each).get("yaml"))));
    }
    if (!sources.isEmpty()) {
      DraftPolicies compiled = DraftPolicies.compile(sources, headers);
      policies.put(compiled.revision(), compiled);
    }
  }

  private static Repetition repetition(Map<?, ?> details) {
    Map<?, ?> model = map(details.get("model"));
    Map<?, ?> levels = map(details.get("levels"));
    Levels bounds =
        new Levels(
            whole(levels.get("medium")), whole(levels.get("high")), whole(levels.get("critical")));
    Recalculation risk =
        new Recalculation(
            text(model.get("id")),
            knots(model.get("calibration")),
            knots(model.get("score")),
            bounds);
    return new Repetition(
        new Routes(list(details.get("routes")).stream().map(Timeline::route).toList()), risk);
  }

  private static RouteRule route(Object told) {
    Map<?, ?> route = map(told);
    String match = text(route.get("match"));
    FailureMode onFailure =
        List.of(FailureMode.values()).stream()
            .filter(mode -> mode.wire().equals(route.get("onFailure")))
            .findFirst()
            .orElseThrow();
    Sensitivity sensitivity =
        Sensitivity.valueOf(text(route.get("sensitivity")).toUpperCase(Locale.ROOT));
    return new RouteRule(
        RoutePattern.parse(match),
        new Route(match, texts(route.get("scopes")), sensitivity, onFailure));
  }

  private static List<RiskModel.Knot> knots(@Nullable Object told) {
    return list(told).stream()
        .map(Timeline::list)
        .map(pair -> new RiskModel.Knot(number(pair.get(0)), number(pair.get(1))))
        .toList();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static List<String> texts(@Nullable Object value) {
    return list(value).stream().map(Timeline::text).toList();
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("the record lacks a text");
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.parseDouble(text(value));
  }

  private static int whole(@Nullable Object value) {
    return (int) number(value);
  }

  /// Nothing before the first start that the journal still holds.
  Optional<Repetition> at(long seq) {
    return Optional.ofNullable(starts.floorEntry(seq)).map(Map.Entry::getValue);
  }

  Optional<DraftPolicies> policies(String revision) {
    return Optional.ofNullable(policies.get(revision));
  }
}
