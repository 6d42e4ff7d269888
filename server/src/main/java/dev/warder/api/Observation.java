package dev.warder.api;

import dev.warder.audit.Event;
import dev.warder.http.JsonObject;
import dev.warder.model.Fault;
import dev.warder.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody saw of a call that was let through, and the form of its record.
public final class Observation {
  /// The kind of its record.
  public static final String KIND = "observation";

  private static final int LONGEST_ID = 64;

  private Observation() {}

  /// What a record of an observation says: for learning again from the journal.
  ///
  /// @return empty where the event is something else
  public static Optional<Outcome> outcome(Event event) {
    Map<String, Object> details = event.details();
    if (!event.kind().equals(KIND)
        || !(details.get("decisionId") instanceof String decisionId)
        || !(details.get("tokenId") instanceof String tokenId)
        || !(details.get("called") instanceof String called)
        || !(details.get("status") instanceof Long status)) {
      return Optional.empty();
    }
    Long bytes = details.get("bytes") instanceof Long number ? number : null;
    Duration duration =
        details.get("durationMicros") instanceof Long micros ? micros(micros) : null;
    return Optional.of(
        new Outcome(
            decisionId, Instant.parse(called), tokenId, status.intValue(), bytes, duration));
  }

  static Map<String, Object> details(Outcome outcome) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("decisionId", outcome.decisionId());
    details.put("tokenId", outcome.tokenId());
    details.put("called", outcome.time().toString());
    details.put("status", outcome.status());
    if (outcome.bytes() != null) {
      details.put("bytes", outcome.bytes());
    }
    if (outcome.duration() != null) {
      details.put("durationMicros", outcome.duration().toNanos() / 1000);
    }
    return details;
  }

  /// @param calls finds the call that a decision let through
  /// @return absent where it is about no such decision
  static @Nullable Outcome read(JsonObject sent, Calls calls) {
    String decisionId = sent.text("decisionId");
    long status = sent.number("status");
    Long bytes = sent.optionalNumber("bytes");
    Long micros = sent.optionalNumber("durationMicros");
    boolean odd = (bytes != null && bytes < 0) || (micros != null && micros < 0);
    if (status < 100 || status > 599 || odd || decisionId.length() > LONGEST_ID) {
      throw new Fault.Invalid(
          "an observation has a decisionId, a status from 100 to 599, and nothing below zero");
    }
    RecentDecisions.Passed call = calls.find(decisionId);
    Duration duration = micros == null ? null : micros(micros);
    return call == null
        ? null
        : new Outcome(decisionId, call.called(), call.tokenId(), (int) status, bytes, duration);
  }

  interface Calls {
    RecentDecisions.@Nullable Passed find(String decisionId);
  }

  /// Cut to a day, above which nothing is told apart.
  private static Duration micros(long micros) {
    return Duration.ofNanos(Math.min(micros, 86_400_000_000L) * 1000);
  }
}
