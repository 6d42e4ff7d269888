package dev.warder.api;

import dev.warder.audit.Journal;
import dev.warder.model.IdSource;
import dev.warder.model.Outcome;
import dev.warder.monitor.Monitor;
import dev.warder.risk.RiskEngine;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/// Where it is told what became of calls: each is a record of its own, and learned from once the
/// record is durable, in the journal's order, so that learning again from the journal gives the
/// same.
public final class Observed {
  private final Ledger ledger;
  private final RiskEngine risk;
  private final Monitor monitor;

  public Observed(
      Journal journal, IdSource ids, InstantSource clock, RiskEngine risk, Monitor monitor) {
    this.ledger = new Ledger(journal, ids, clock);
    this.risk = risk;
    this.monitor = monitor;
  }

  /// Does not block.
  ///
  /// @param by who saw it
  /// @return completes with the record's `seq` once it is durable
  public CompletableFuture<Long> tell(String by, Outcome outcome) {
    return ledger.append(
        Observation.KIND,
        by,
        outcome.tokenId(),
        Observation.details(outcome),
        seq -> learn(outcome, seq));
  }

  private void learn(Outcome outcome, long seq) {
    risk.learn(outcome, seq);
    monitor.observed(outcome);
  }
}
