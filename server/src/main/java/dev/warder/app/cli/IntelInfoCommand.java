package dev.warder.app.cli;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
    name = "info",
    description = "Which place and network data the running service has, and how old they are.")
final class IntelInfoCommand extends ApiCommand {
  private final InstantSource clock;

  IntelInfoCommand(Terminal terminal, InstantSource clock) {
    super(terminal);
    this.clock = clock;
  }

  @Override
  int run(ApiClient server, Output output) {
    List<JsonNode> tables = new ArrayList<>();
    new Pages(server, "/v1/intel", "").forEach(tables::add);
    if (output.isJson()) {
      tables.forEach(output::json);
      return Exit.DONE;
    }
    Table shown = new Table("KIND", "CLASS", "NAME", "RECORDS", "DATE", "AGE", "ORIGIN", "SOURCE");
    for (JsonNode table : tables) {
      String date = text(table, "date");
      shown.row(
          text(table, "kind"),
          text(table, "class"),
          text(table, "name"),
          text(table, "records"),
          date,
          age(date),
          text(table, "origin"),
          text(table, "source"));
    }
    output.table(shown);
    return Exit.DONE;
  }

  private String age(String date) {
    try {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      return Math.max(0, LocalDate.parse(date).until(today, ChronoUnit.DAYS)) + "d";
    } catch (DateTimeParseException e) {
      return "";
    }
  }

  private static String text(JsonNode table, String field) {
    return table.path(field).asString("");
  }
}
