package dev.warder.audit;

import dev.warder.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of calls, as somebody told of them together: one record, because a record each costs
/// as much as the decisions that they are of.
///
/// The record of one outcome has it as its details, and the token as its subject. That of several
/// has them in `details.outcomes`, and a subject only where all are of one token; it is found by
/// each of its tokens nevertheless.
///
/// @param id `evt_` and a sortable identifier
/// @param by who saw them
public record Outcomes(String id, Instant time, String by, List<Outcome> all) {
  public static final String KIND = "observation";

  /// In one record: as many as all their words can be found by (see `Words`).
  public static final int MOST = 64;

  private static final String SEVERAL = "outcomes";
  private static final String TOKEN = "tokenId";

  public Outcomes {
    all = List.copyOf(all);
    if (all.isEmpty() || all.size() > MOST) {
      throw new IllegalArgumentException("a record has 1 to " + MOST + " outcomes");
    }
  }

  /// What a record of outcomes says; nothing where the event is something else.
  public static List<Outcome> of(Event event) {
    if (!event.kind().equals(KIND)) {
      return List.of();
    }
    List<Outcome> outcomes = new ArrayList<>();
    if (event.details().get(SEVERAL) instanceof List<?> several) {
      several.forEach(each -> add(each, outcomes));
    } else {
      add(event.details(), outcomes);
    }
    return outcomes;
  }

  private static void add(@Nullable Object said, List<Outcome> outcomes) {
    if (!(said instanceof Map<?, ?> details)
        || !(details.get("decisionId") instanceof String decisionId)
        || !(details.get(TOKEN) instanceof String tokenId)
        || !(details.get("called") instanceof String called)
        || !(details.get("status") instanceof Long status)) {
      return;
    }
    Long bytes = details.get("bytes") instanceof Long number ? number : null;
    Duration duration =
        details.get("durationMicros") instanceof Long micros
            ? Duration.ofNanos(micros * 1000)
            : null;
    outcomes.add(
        new Outcome(
            decisionId, Instant.parse(called), tokenId, status.intValue(), bytes, duration));
  }

  /// The tokens that a record with several outcomes tells of.
  static List<String> tokens(Json details) {
    var several = details.node().get(SEVERAL);
    if (several == null || !several.isArray()) {
      return List.of();
    }
    List<String> tokens = new ArrayList<>();
    several.forEach(each -> {
      var token = each.get(TOKEN);
      if (token != null && token.isString()) {
        tokens.add(token.stringValue());
      }
    });
    return tokens;
  }

  /// The record without its details.
  Event head() {
    return new Event(id, time, KIND, by, subject(), Map.of());
  }

  private String subject() {
    String first = all.getFirst().tokenId();
    return all.stream().allMatch(each -> each.tokenId().equals(first)) ? first : "";
  }

  void write(RecordWriter out) {
    if (all.size() == 1) {
      write(all.getFirst(), out);
      return;
    }
    out.json.beginObject();
    out.json.name(SEVERAL).beginArray();
    for (Outcome each : all) {
      write(each, out);
    }
    out.json.endArray().endObject();
  }

  private static void write(Outcome outcome, RecordWriter out) {
    out.json.beginObject();
    out.json.name("decisionId").value(outcome.decisionId());
    out.json.name(TOKEN).value(outcome.tokenId());
    out.time("called", outcome.time());
    out.json.name("status").value(outcome.status());
    if (outcome.bytes() != null) {
      out.json.name("bytes").value(outcome.bytes());
    }
    if (outcome.duration() != null) {
      out.json.name("durationMicros").value(outcome.duration().toNanos() / 1000);
    }
    out.json.endObject();
  }
}
