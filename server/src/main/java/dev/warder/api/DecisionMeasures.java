package dev.warder.api;

import dev.warder.model.Assessment;
import dev.warder.model.Decision;
import dev.warder.model.Route;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Counts decisions by route and by reason, and their scores by model.
///
/// Routes, rules and models come from configuration, but these change: what is beyond a few hundred
/// is counted as `other`, so that no label grows without bound. Nothing is made where it was seen
/// before.
final class DecisionMeasures implements Consumer<Decision> {
  private static final int MOST = 300;
  private static final String OTHER = "other";
  private static final String NO_ROUTE = "none";
  private static final double[] SCORES = {5, 10, 20, 35, 50, 60, 70, 85, 95, 100};
  private static final List<String> VERDICTS =
      List.of("allow", "restrict", "throttle", "step_up", "deny");

  private final MeterRegistry registry;
  private final Map<String, Map<String, Counter>> routes = new ConcurrentHashMap<>();
  private final Map<String, Counter> reasons = new ConcurrentHashMap<>();
  private final Map<String, DistributionSummary> scores = new ConcurrentHashMap<>();

  DecisionMeasures(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void accept(Decision decision) {
    Route route = decision.route();
    Counter counter =
        verdicts(route == null ? NO_ROUTE : route.id()).get(decision.verdict().wire());
    if (counter != null) {
      counter.increment();
    }
    for (String reason : decision.reasons()) {
      reason(reason).increment();
    }
    Assessment assessment = decision.assessment();
    if (assessment != null) {
      score(assessment.risk().model()).record(assessment.risk().score());
    }
  }

  private Map<String, Counter> verdicts(String route) {
    Map<String, Counter> known = routes.get(route);
    if (known != null) {
      return known;
    }
    return routes.computeIfAbsent(routes.size() < MOST ? route : OTHER, this::counters);
  }

  private Map<String, Counter> counters(String route) {
    Map<String, Counter> all = new ConcurrentHashMap<>();
    for (String verdict : VERDICTS) {
      all.put(
          verdict,
          Counter.builder("warder.route.decisions")
              .description("Calls that were decided, by the route that they matched")
              .tag("route", route)
              .tag("verdict", verdict)
              .register(registry));
    }
    return all;
  }

  private Counter reason(String reason) {
    Counter known = reasons.get(reason);
    if (known != null) {
      return known;
    }
    return reasons.computeIfAbsent(
        reasons.size() < MOST ? reason : OTHER,
        name ->
            Counter.builder("warder.decision.reasons")
                .description("Why calls were not simply allowed: rules, and denials")
                .tag("reason", name)
                .register(registry));
  }

  private DistributionSummary score(String model) {
    DistributionSummary known = scores.get(model);
    if (known != null) {
      return known;
    }
    return scores.computeIfAbsent(
        scores.size() < MOST ? model : OTHER,
        name ->
            DistributionSummary.builder("warder.risk.score")
                .description("Scores of calls, by the model that computed them")
                .serviceLevelObjectives(SCORES)
                .tag("model", name)
                .register(registry));
  }
}
