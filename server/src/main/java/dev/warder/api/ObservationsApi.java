package dev.warder.api;

import dev.warder.audit.JournalReader;
import dev.warder.decide.Caller;
import dev.warder.http.JsonObject;
import dev.warder.model.Fault;
import dev.warder.model.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// `/v1/observations`: what became of calls, as gateways saw it.
final class ObservationsApi {
  private static final int MOST = 1000;

  private final Observed observed;
  private final JournalReader reader;
  private final RecentDecisions recent;

  ObservationsApi(Observed observed, JournalReader reader, RecentDecisions recent) {
    this.observed = observed;
    this.reader = reader;
    this.recent = recent;
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
      Outcome outcome = Observation.read(each, this::passed);
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
    List<CompletableFuture<Long>> all = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      all.add(observed.tell(asked.caller().principal(), outcome));
    }
    all.forEach(Ledger::durable);
    if (!all.isEmpty()) {
      asked.trail().told();
    }
  }

  private RecentDecisions.@Nullable Passed passed(String decisionId) {
    RecentDecisions.Passed call = recent.find(decisionId);
    if (call != null) {
      return call;
    }
    try {
      return reader
          .find(decisionId)
          .flatMap(entry -> entry.decision())
          .map(RecentDecisions::of)
          .orElse(null);
    } catch (IOException e) {
      throw new Fault.Unavailable("the journal cannot be read", e);
    }
  }
}
