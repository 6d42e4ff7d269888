package dev.warder.app.cli;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// How incidents are printed for people.
final class IncidentText {
  private IncidentText() {}

  static Table table(List<JsonNode> incidents) {
    Table table = new Table("ID", "LAST", "SEVERITY", "STATE", "ABOUT", "FOUND BY");
    for (JsonNode each : incidents) {
      table.row(
          text(each, "id"),
          text(each, "lastAt"),
          text(each, "severity"),
          text(each, "state"),
          text(each, "about"),
          detectors(each));
    }
    return table;
  }

  private static String detectors(JsonNode incident) {
    return String.join(
        ", ",
        incident.path("timeline").valueStream().map(m -> text(m, "detector")).distinct().toList());
  }

  static void print(JsonNode incident, Output output) {
    output.line(
        text(incident, "id") + "  " + text(incident, "severity") + ", " + text(incident, "state"));
    output.line(Table.plain(text(incident, "story")) + ".");
    output.line(Table.plain(text(incident, "suggestion")));
    output.line("");
    Table table = new Table("TIME", "TIMES", "DETECTOR", "SEVERITY", "LAST CALL", "BECAUSE");
    for (JsonNode moment : incident.path("timeline")) {
      table.row(
          text(moment, "time"),
          Integer.toString(moment.path("count").asInt()),
          text(moment, "detector"),
          text(moment, "severity"),
          text(moment, "decisionId"),
          text(moment, "because"));
    }
    output.table(table);
  }

  private static String text(JsonNode of, String name) {
    return of.path(name).asString("");
  }
}
