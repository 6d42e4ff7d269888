package dev.warder.app.cli;

import java.util.StringJoiner;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
    name = "history",
    description = "List the sets of policies that were in force, the newest first.")
final class PolicyHistory extends ApiCommand {
  private static final int REVISION_SHOWN = "sha256:".length() + 12;

  PolicyHistory(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    JsonNode items = server.get("/v1/policy/history").path("items");
    if (output.isJson()) {
      items.forEach(output::json);
      return Exit.DONE;
    }
    Table table = new Table("NUMBER", "REVISION", "SINCE", "BY", "HOW", "FILES");
    items.forEach(each -> add(table, each));
    output.table(table);
    return Exit.DONE;
  }

  private static void add(Table table, JsonNode item) {
    String revision = item.path("revision").asString("");
    StringJoiner files = new StringJoiner(", ");
    item.path("files").forEach(name -> files.add(name.asString("")));
    table.row(
        item.path("number").asString(""),
        revision.substring(0, Math.min(revision.length(), REVISION_SHOWN)),
        item.path("time").asString(""),
        item.path("actor").asString(""),
        item.path("origin").asString(""),
        files.toString());
  }
}
