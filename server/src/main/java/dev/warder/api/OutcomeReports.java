package dev.warder.api;

import dev.warder.audit.JournalReader;
import dev.warder.audit.Ledger;
import dev.warder.model.Fault;
import dev.warder.model.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the calls that reported outcomes are of, and tells of them.
public final class OutcomeReports {
  private final Observed observed;
  private final JournalReader reader;
  private final RecentDecisions recent;

  public OutcomeReports(Observed observed, JournalReader reader, RecentDecisions recent) {
    this.observed = observed;
    this.reader = reader;
    this.recent = recent;
  }

  /// @return the outcome; absent where the decision is not known or let nothing through
  public @Nullable Outcome outcome(
      String decisionId, int status, @Nullable Long bytes, @Nullable Duration duration) {
    RecentDecisions.Passed call = passed(decisionId);
    return call == null
        ? null
        : new Outcome(decisionId, call.called(), call.tokenId(), status, bytes, duration);
  }

  RecentDecisions.@Nullable Passed passed(String decisionId) {
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

  /// Returns when all are recorded.
  public void tell(String by, List<Outcome> outcomes) {
    Ledger.durable(observed.tell(by, outcomes));
  }
}
