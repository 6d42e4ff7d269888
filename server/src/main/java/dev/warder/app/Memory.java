package dev.warder.app;

import dev.warder.api.Feedbacks;
import dev.warder.api.Forgetting;
import dev.warder.api.Observation;
import dev.warder.audit.Entry;
import dev.warder.audit.Event;
import dev.warder.audit.JournalReader;
import dev.warder.risk.RiskEngine;
import dev.warder.risk.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;

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
              learn(risk, entry, reader);
              return true;
            });
  }

  private static void learn(RiskEngine risk, Entry entry, JournalReader reader) {
    entry.decision().ifPresent(decision -> risk.learn(decision, entry.seq()));
    Event event = entry.event().orElse(null);
    if (event == null) {
      return;
    }
    Observation.outcome(event).ifPresent(outcome -> risk.learn(outcome, entry.seq()));
    try {
      Feedbacks.feedback(event, reader).ifPresent(said -> risk.learn(said, entry.seq()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Forgetting.of(event).forEach(principal -> risk.forget(principal, entry.seq()));
  }
}
