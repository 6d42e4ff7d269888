package dev.warder.api;

import dev.warder.audit.Journal;
import dev.warder.audit.Outcomes;
import dev.warder.model.IdSource;
import dev.warder.model.Outcome;
import dev.warder.monitor.Monitor;
import dev.warder.risk.RiskEngine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Where it is told what became of calls. It is learned from once the record is durable, in the
/// journal's order, so that learning again from the journal gives the same.
public final class Observed {
  private final Journal journal;
  private final IdSource ids;
  private final InstantSource clock;
  private final RiskEngine risk;
  private final Monitor monitor;

  public Observed(
      Journal journal, IdSource ids, InstantSource clock, RiskEngine risk, Monitor monitor) {
    this.journal = journal;
    this.ids = ids;
    this.clock = clock;
    this.risk = risk;
    this.monitor = monitor;
  }

  /// Does not block. Outcomes that are told of together share records.
  ///
  /// @param by who saw them
  /// @return completes once all records are durable
  public CompletableFuture<Void> tell(String by, List<Outcome> outcomes) {
    List<CompletableFuture<Long>> records = new ArrayList<>();
    for (int from = 0; from < outcomes.size(); from += Outcomes.MOST) {
      int to = Math.min(from + Outcomes.MOST, outcomes.size());
      Outcomes part =
          new Outcomes(ids.next("evt_"), clock.instant(), by, outcomes.subList(from, to));
      records.add(journal.append(part, seq -> learn(part.all(), seq)));
    }
    return CompletableFuture.allOf(records.toArray(CompletableFuture<?>[]::new));
  }

  private void learn(List<Outcome> outcomes, long seq) {
    risk.learn(outcomes, seq);
    monitor.observed(outcomes);
  }
}
