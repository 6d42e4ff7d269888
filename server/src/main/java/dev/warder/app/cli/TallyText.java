package dev.warder.app.cli;

import dev.warder.replay.Affected;
import dev.warder.replay.Example;
import dev.warder.replay.Mark;
import dev.warder.replay.Measure;
import dev.warder.replay.Tally;
import dev.warder.replay.Threshold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Shows what a draft policy would have decided.
final class TallyText {
  private static final int AFFECTED = 10;

  private final Tally tally;
  private final Output output;

  private TallyText(Tally tally, Output output) {
    this.tally = tally;
    this.output = output;
  }

  /// @param passed the bounds that do not hold
  static void print(
      Tally tally, String revision, List<Threshold> passed, Output output, long nanos) {
    TallyText text = new TallyText(tally, output);
    if (output.isJson()) {
      output.json(text.json(revision, passed, nanos));
    } else {
      text.people(passed, nanos);
    }
  }

  private void people(List<Threshold> passed, long nanos) {
    output.line(
        String.format(
            Locale.ROOT,
            "%,d decisions judged again in %.1f s (%,.0f a second); %,d that policies have no say in",
            tally.judged(),
            nanos / 1e9,
            tally.decisions() / (nanos / 1e9),
            tally.untouchedCount()));
    if (tally.sealedCount() + tally.unreadableCount() > 0) {
      output.line(
          String.format(
              Locale.ROOT,
              "%,d sealed and %,d unreadable: these cannot be judged again",
              tally.sealedCount(),
              tally.unreadableCount()));
    }
    output.line("");
    matrix();
    output.line("");
    for (Measure measure : Measure.values()) {
      long count = tally.count(measure);
      output.line(
          String.format(Locale.ROOT, "%-14s %,d (%.3f%%)", measure.wire(), count, percent(count)));
    }
    affected("PRINCIPAL", tally.principals(AFFECTED));
    affected("ROUTE", tally.routes(AFFECTED));
    examples();
    passed.forEach(bound -> output.line("FAIL: " + bound.text()));
  }

  private double percent(long count) {
    return tally.judged() == 0 ? 0 : 100.0 * count / tally.judged();
  }

  private void matrix() {
    List<String> heading = new ArrayList<>(List.of("WAS \\ NOW"));
    List.of(Mark.values()).forEach(mark -> heading.add(mark.wire()));
    Table table = new Table(heading.toArray(String[]::new));
    for (Mark before : Mark.values()) {
      List<String> row = new ArrayList<>(List.of(before.wire()));
      for (Mark after : Mark.values()) {
        row.add(String.format(Locale.ROOT, "%,d", tally.count(before, after)));
      }
      table.row(row.toArray(String[]::new));
    }
    output.table(table);
  }

  private void affected(String title, List<Affected> all) {
    if (all.isEmpty()) {
      return;
    }
    output.line("");
    Table table = new Table(title, "HINDERED", "LET THROUGH");
    for (Affected each : all) {
      table.row(each.name(), Long.toString(each.hindered()), Long.toString(each.letThrough()));
    }
    output.table(table);
  }

  private void examples() {
    if (tally.examples().isEmpty()) {
      return;
    }
    output.line("");
    Table table = new Table("DECISION", "TIME", "PRINCIPAL", "CALL", "SCORE", "WAS", "NOW");
    for (Example each : tally.examples()) {
      table.row(
          each.id(),
          each.time().toString(),
          each.principal(),
          each.call(),
          Integer.toString(each.score()),
          because(each.before(), each.reasons()),
          because(each.after(), each.again()));
    }
    output.table(table);
  }

  private static String because(Mark mark, List<String> reasons) {
    return reasons.isEmpty() ? mark.wire() : mark.wire() + " (" + String.join(", ", reasons) + ")";
  }

  private Map<String, Object> json(String revision, List<Threshold> passed, long nanos) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("revision", revision);
    json.put("decisions", tally.decisions());
    json.put("judged", tally.judged());
    json.put("untouched", tally.untouchedCount());
    json.put("sealed", tally.sealedCount());
    json.put("unreadable", tally.unreadableCount());
    json.put("seconds", nanos / 1e9);
    Map<String, Object> matrix = new LinkedHashMap<>();
    for (Mark before : Mark.values()) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (Mark after : Mark.values()) {
        row.put(after.wire(), tally.count(before, after));
      }
      matrix.put(before.wire(), row);
    }
    json.put("matrix", matrix);
    for (Measure measure : Measure.values()) {
      json.put(measure.wire(), tally.count(measure));
    }
    json.put("principals", tally.principals(AFFECTED).stream().map(TallyText::json).toList());
    json.put("routes", tally.routes(AFFECTED).stream().map(TallyText::json).toList());
    json.put("examples", tally.examples().stream().map(TallyText::json).toList());
    json.put("failed", passed.stream().map(Threshold::text).toList());
    return json;
  }

  private static Map<String, Object> json(Affected each) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", each.name());
    json.put("hindered", each.hindered());
    json.put("letThrough", each.letThrough());
    return json;
  }

  private static Map<String, Object> json(Example each) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", each.id());
    json.put("time", each.time().toString());
    json.put("principal", each.principal());
    json.put("call", each.call());
    json.put("score", each.score());
    json.put("was", each.before().wire());
    json.put("now", each.after().wire());
    json.put("wasBecause", each.reasons());
    json.put("nowBecause", each.again());
    return json;
  }
}
