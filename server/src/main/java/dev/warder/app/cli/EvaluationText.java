package dev.warder.app.cli;

import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// An evaluation's figures as a person reads them.
final class EvaluationText {
  private final Output output;

  EvaluationText(Output output) {
    this.output = output;
  }

  void print(Map<String, Object> report) {
    JsonNode json = Output.JSON.valueToTree(report);
    output.line(
        String.format(
            Locale.ROOT,
            "%,d calls of %,d principals in %.1f s, model %s",
            json.path("events").asLong(),
            json.path("principals").asLong(),
            json.path("seconds").asDouble(),
            json.path("model").asString()));
    legitimate(json.path("legit"));
    if (!json.path("attackers").isEmpty()) {
      calibration(json);
      output.line("");
      output.line("Share of attackers' calls found at 1 % / 0.1 % of owners' calls:");
      output.table(attackers(json));
      output.line("");
      output.line("The same with one factor left out:");
      output.table(ablations(json));
      poisoning(json.path("poisoning"));
    }
  }

  private void legitimate(JsonNode legit) {
    output.line(
        String.format(
            Locale.ROOT,
            "owners: %,d calls, %s hindered; %.2f false denials per 1,000 days of a principal",
            legit.path("calls").asLong(),
            percent(legit.path("hinderedShare")),
            legit.path("falseDenialsPer1000PrincipalDays").asDouble()));
  }

  private void calibration(JsonNode json) {
    output.line(
        String.format(
            Locale.ROOT,
            "calibration: expected error %.4f (%.3f above 0.02), Brier skill %.2f at a prior of %s",
            json.path("ece").asDouble(),
            json.path("calibration").path("eceAbove02").asDouble(),
            json.path("brierSkill").asDouble(),
            json.path("calibration").path("prior").asString()));
  }

  private static Table attackers(JsonNode json) {
    Table table =
        new Table(
            "ATTACKER",
            "CALLS",
            "AREA",
            "WARDER",
            "95 %",
            "FREEMAN",
            "CAS",
            "SEEN",
            "HANDSET",
            "IN 5 CALLS",
            "MEDIAN");
    for (Map.Entry<String, JsonNode> each : json.path("attackers").properties()) {
      JsonNode figures = each.getValue();
      JsonNode soon = figures.path("callsToDetect");
      table.row(
          each.getKey(),
          figures.path("calls").asString(),
          number(figures.path("auc"), 4),
          pair(figures),
          number(figures.path("interval").path(0), 2)
              + "-"
              + number(figures.path("interval").path(1), 2),
          other(json, "freeman", each.getKey()),
          other(json, "apereocas", each.getKey()),
          other(json, "seenunseen", each.getKey()),
          other(json, "handset", each.getKey()),
          percent(soon.path("within5")),
          soon.path("p50").isNull() ? "-" : number(soon.path("p50"), 0));
    }
    return table;
  }

  private static String other(JsonNode json, String baseline, String attacker) {
    return pair(json.path("baselines").path(baseline).path("attackers").path(attacker));
  }

  private static Table ablations(JsonNode json) {
    String[] attackers = json.path("attackers").propertyNames().toArray(String[]::new);
    String[] heading = new String[attackers.length + 1];
    heading[0] = "WITHOUT";
    for (int i = 0; i < attackers.length; i++) {
      heading[i + 1] = attackers[i].toUpperCase(Locale.ROOT);
    }
    Table table = new Table(heading);
    table.row(row("nothing", json.path("attackers"), attackers));
    for (Map.Entry<String, JsonNode> each : json.path("ablations").properties()) {
      table.row(row(each.getKey(), each.getValue().path("attackers"), attackers));
    }
    return table;
  }

  private static String[] row(String name, JsonNode figures, String[] attackers) {
    String[] cells = new String[attackers.length + 1];
    cells[0] = name;
    for (int i = 0; i < attackers.length; i++) {
      cells[i + 1] = pair(figures.path(attackers[i]));
    }
    return cells;
  }

  private void poisoning(JsonNode poisoning) {
    for (Map.Entry<String, JsonNode> each : poisoning.properties()) {
      JsonNode figures = each.getValue();
      boolean any = figures.path("trusted").asInt() > 0;
      output.line(
          String.format(
              Locale.ROOT,
              "%s: the network of %d of %d came to be trusted%s",
              each.getKey(),
              figures.path("trusted").asInt(),
              figures.path("attackers").asInt(),
              any ? ", the first after " + number(figures.path("daysMin"), 1) + " days" : ""));
    }
  }

  private static String pair(JsonNode figures) {
    return number(figures.path("tprAt1"), 3) + "/" + number(figures.path("tprAt01"), 3);
  }

  private static String percent(JsonNode share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share.asDouble());
  }

  private static String number(JsonNode value, int digits) {
    return value.isNumber()
        ? String.format(Locale.ROOT, "%." + digits + "f", value.asDouble())
        : "-";
  }
}
