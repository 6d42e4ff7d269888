package dev.warder.app.cli;

import dev.warder.audit.Entry;
import dev.warder.audit.Event;
import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One record of the journal in one line.
final class RecordText {
  private static final int LONGEST = 160;
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private RecordText() {}

  static String of(Entry entry) {
    String start = String.format(Locale.ROOT, "%s %6d  ", TIME.format(entry.time()), entry.seq());
    String text = entry.decision().map(RecordText::decision).orElseGet(() -> other(entry));
    return Table.plain(start + text);
  }

  private static String decision(Decision decision) {
    Attempt attempt = decision.attempt();
    String score =
        decision.assessment() == null
            ? "  -"
            : String.format(Locale.ROOT, "%3d", decision.assessment().risk().score());
    String who = decision.identity() == null ? "?" : decision.identity().principal().id();
    String why = decision.reasons().isEmpty() ? "" : "  " + String.join(", ", decision.reasons());
    return String.format(
        Locale.ROOT,
        "%-8s %s  %s  %s %s  from %s%s",
        decision.verdict().wire(),
        score,
        who,
        attempt.method(),
        cut(attempt.path().path()),
        from(attempt.source(), decision.context()),
        why);
  }

  private static String from(@Nullable Address source, @Nullable Context context) {
    String address = source == null ? "nowhere" : source.toString();
    String country = context == null ? null : context.place().country();
    return country == null ? address : address + " (" + country + ")";
  }

  private static String other(Entry entry) {
    return entry
        .event()
        .map(RecordText::event)
        .orElseGet(() -> entry.node().path("verdict").asString("") + "  (sealed)");
  }

  private static String event(Event event) {
    String subject = event.subject().isEmpty() ? "" : " " + event.subject();
    StringBuilder text = new StringBuilder(event.kind()).append(subject);
    text.append("  by ").append(event.actor());
    for (Map.Entry<String, Object> detail : event.details().entrySet()) {
      text.append("  ").append(detail.getKey()).append('=').append(detail.getValue());
    }
    return cut(text.toString());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
