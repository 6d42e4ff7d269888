package dev.warder.api;

import dev.warder.decide.Caller;
import dev.warder.model.Outcome;
import java.util.ArrayList;
import java.util.List;

/// `/v1/observations`: what became of calls, as gateways saw it.
final class ObservationsApi {
  private final OutcomeReports reports;

  ObservationsApi(OutcomeReports reports) {
    this.reports = reports;
  }

  List<Operation> operations() {
    return List.of(
        Operation.change(
            "POST",
            "/v1/observations",
            Caller.DECIDE,
            Meanings.of("Tells what became of calls", 202, "Observations", "Accepted"),
            this::observe));
  }

  private Answer observe(Asked asked) {
    List<Observation> sent = Observation.read(asked.body().whole());
    List<Outcome> outcomes = new ArrayList<>(sent.size());
    for (Observation each : sent) {
      RecentDecisions.Passed call = reports.passed(each.decisionId());
      if (call != null) {
        outcomes.add(each.of(call));
      }
    }
    record(outcomes, asked);
    return Answer.json(
        202,
        out -> {
          out.writeNumberProperty("accepted", outcomes.size());
          out.writeNumberProperty("unknown", sent.size() - outcomes.size());
        });
  }

  private void record(List<Outcome> outcomes, Asked asked) {
    reports.tell(asked.caller().principal(), outcomes);
    if (!outcomes.isEmpty()) {
      asked.trail().told();
    }
  }
}
