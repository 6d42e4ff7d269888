package dev.warder.app;

import dev.warder.audit.Event;
import dev.warder.model.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Reads what became of a call back from its event.
final class Outcomes {
  private Outcomes() {}

  static Optional<Outcome> of(Event event) {
    if (!event.kind().equals("observation")) {
      return Optional.empty();
    }
    Map<String, Object> details = event.details();
    return details.get("decisionId") instanceof String decision
            && details.get("tokenId") instanceof String token
            && details.get("status") instanceof Number status
        ? Optional.of(
            new Outcome(
                decision,
                event.time(),
                token,
                status.intValue(),
                details.get("bytes") instanceof Number bytes ? bytes.longValue() : null,
                details.get("durationMicros") instanceof Number micros
                    ? Duration.ofNanos(micros.longValue() * 1000)
                    : null))
        : Optional.empty();
  }
}
