package dev.warder.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Credential;
import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.FailureMode;
import dev.warder.model.Route;
import dev.warder.model.Sensitivity;
import dev.warder.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is counted of decisions, and how many series that may become.
class DecisionMeasuresTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private static Decision decision(@Nullable String route, String reason) {
    return new Decision(
        "dec_1",
        NOW,
        new Attempt(
            NOW,
            "tok_gateway",
            Credential.of("wrd_x"),
            "GET",
            "https",
            "api.example.com",
            new CanonicalPath("/orders/1", null),
            Address.parse("203.0.113.7").orElseThrow(),
            Map.of(),
            null),
        null,
        null,
        null,
        route == null ? null : new Route(route, List.of(), Sensitivity.NORMAL, FailureMode.CLOSED),
        null,
        null,
        null,
        null,
        new Verdict.Deny(Denial.INVALID_TOKEN),
        List.of(),
        List.of(reason),
        50);
  }

  @Test
  void decisionsAreCountedByRouteAndReason() {
    Measures measures = new Measures();
    measures.accept(decision("GET /orders/{id}", "invalid_token"));
    measures.accept(decision("GET /orders/{id}", "invalid_token"));
    measures.accept(decision(null, "unmatched_route"));
    assertThat(measures.scrape())
        .contains("warder_route_decisions_total{route=\"GET /orders/{id}\",verdict=\"deny\"} 2.0")
        .contains("warder_route_decisions_total{route=\"none\",verdict=\"deny\"} 1.0")
        .contains("warder_decision_reasons_total{reason=\"invalid_token\"} 2.0");
  }

  @Test
  void howeverManyRoutesAndRulesThereWereTheSeriesAreFew() {
    Measures measures = new Measures();
    for (int i = 0; i < 2_000; i++) {
      measures.accept(decision("GET /v" + i, "rule-" + i));
    }
    assertThat(measures.registry().find("warder.route.decisions").counters())
        .hasSize(301 * 5)
        .extracting(c -> c.getId().getTag("route"))
        .contains("other");
    assertThat(measures.registry().find("warder.decision.reasons").counters())
        .hasSize(301)
        .filteredOn(c -> "other".equals(c.getId().getTag("reason")))
        .allMatch(c -> c.count() == 1_700);
  }
}
