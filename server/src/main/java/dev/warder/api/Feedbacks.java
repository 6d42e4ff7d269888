package dev.warder.api;

import dev.warder.audit.Entry;
import dev.warder.audit.Event;
import dev.warder.audit.JournalReader;
import dev.warder.model.Decision;
import dev.warder.risk.Feedback;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The record of what a person said of a call, and how to learn from it again.
///
/// It names how far the journal went when it was said: the decisions around the call up to there
/// are what is learned or taken back, now and at every restart.
public final class Feedbacks {
  /// The kind of its record.
  public static final String KIND = "decision.feedback";

  static final String LEGITIMATE = "legitimate";
  static final String COMPROMISED = "compromised";

  private Feedbacks() {}

  static Map<String, Object> details(Feedback feedback, long upTo) {
    Decision about = feedback.decision();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("label", feedback.legitimate() ? LEGITIMATE : COMPROMISED);
    details.put("said", feedback.time().toString());
    details.put("upTo", upTo);
    details.put("tokenId", about.identity() == null ? "" : about.identity().token().id());
    return details;
  }

  /// @return empty where the event is something else, or its decision is not in the journal any
  ///   more
  /// @throws IOException where the journal cannot be read
  public static Optional<Feedback> feedback(Event event, JournalReader reader) throws IOException {
    if (!event.kind().equals(KIND)
        || !(event.details().get("label") instanceof String label)
        || !(event.details().get("said") instanceof String said)
        || !(event.details().get("upTo") instanceof Long upTo)) {
      return Optional.empty();
    }
    Decision decision = reader.find(event.subject()).flatMap(Entry::decision).orElse(null);
    if (decision == null) {
      return Optional.empty();
    }
    var around = new SessionRecords(reader).around(decision, upTo);
    return Optional.of(
        new Feedback(decision, around, label.equals(LEGITIMATE), Instant.parse(said)));
  }
}
