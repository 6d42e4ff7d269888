package dev.warder.app;

import dev.warder.api.Observation;
import dev.warder.audit.Entry;
import dev.warder.audit.JournalReader;
import dev.warder.risk.RiskEngine;
import dev.warder.risk.Snapshots;
import java.io.IOException;

/// Brings back what was learned: the newest snapshot, and the journal from there on.
final class Memory {
  private Memory() {}

  static void recall(RiskEngine risk, Snapshots snapshots, JournalReader reader)
      throws IOException {
    long known = snapshots.restore(risk);
    var _ =
        reader.forEach(
            known + 1,
            entry -> {
              learn(risk, entry);
              return true;
            });
  }

  private static void learn(RiskEngine risk, Entry entry) {
    entry.decision().ifPresent(decision -> risk.learn(decision, entry.seq()));
    entry
        .event()
        .flatMap(Observation::outcome)
        .ifPresent(outcome -> risk.learn(outcome, entry.seq()));
  }
}
