package dev.warder.api;

import dev.warder.decide.Caller;
import dev.warder.http.JsonObject;
import dev.warder.model.Fault;
import dev.warder.model.Outcome;
import java.util.ArrayList;
import java.util.List;

/// `/v1/observations`: what became of calls, as gateways saw it.
final class ObservationsApi {
  private static final int MOST = 1000;

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
    JsonObject body = asked.object();
    List<JsonObject> sent = body.has("observations") ? body.objects("observations") : List.of(body);
    if (sent.size() > MOST) {
      throw new Fault.Invalid("observations holds at most " + MOST);
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (JsonObject each : sent) {
      Outcome outcome = Observation.read(each, reports::passed);
      if (outcome != null) {
        outcomes.add(outcome);
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
