package dev.warder.decide;

import dev.warder.model.Attempt;
import dev.warder.model.Decision;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Takes a call through all rooms and answers when its record is safe.
@SuppressWarnings("DoNotCallSuggester")
public final class Decider {
  /// Never throws and never completes exceptionally: what fails is a denial.
  public CompletableFuture<Decision> decide(Attempt attempt) {
    throw new UnsupportedOperationException(attempt.method());
  }

  /// One sentence for each factor of the decision's risk, in order.
  public List<String> because(Decision decision) {
    throw new UnsupportedOperationException(decision.id());
  }
}
