package dev.warder.app.cli;

import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(name = "show", description = "Print the active policies.")
final class PolicyShow extends ApiCommand {
  PolicyShow(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    JsonNode active = server.get("/v1/policy");
    if (output.isJson()) {
      output.json(active);
      return Exit.DONE;
    }
    output.line("# " + Table.plain(active.path("revision").asString("")));
    for (JsonNode policy : active.path("policies")) {
      output.line("# --- " + Table.plain(policy.path("name").asString("")));
      policy.path("yaml").asString("").lines().map(Table::plain).forEach(output::line);
    }
    return Exit.DONE;
  }
}
