package dev.warder.app.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "List what holds because of incidents, the newest first.")
final class ReactionList extends ApiCommand {
  ReactionList(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    List<JsonNode> all = new ArrayList<>();
    new Pages(server, "/v1/reactions", "").forEach(all::add);
    if (output.isJson()) {
      all.forEach(output::json);
    } else if (all.isEmpty()) {
      output.note("Nothing holds.");
    } else {
      Table table = new Table("ID", "REACTION", "TARGET", "UNTIL", "RULE", "INCIDENT");
      for (JsonNode each : all) {
        table.row(
            text(each, "id"),
            text(each, "reaction"),
            text(each, "target"),
            text(each, "until"),
            text(each, "rule"),
            text(each, "incident"));
      }
      output.table(table);
    }
    return Exit.DONE;
  }

  private static String text(JsonNode of, String name) {
    return of.path(name).asString("");
  }
}
