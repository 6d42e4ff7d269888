package dev.warder.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "forget", description = "Forget what was learned of a principal.")
final class PrincipalForget extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "The principal's name.")
  private String id = "";

  PrincipalForget(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    String path = "/v1/principals/" + Ask.encoded(id) + "/forget";
    JsonNode forgotten = server.send("POST", path, Map.of());
    if (output.isJson()) {
      output.json(forgotten);
    } else if (forgotten.path("hadProfile").asBoolean(false)) {
      output.line("What was learned of " + Table.plain(id) + " is forgotten.");
    } else {
      output.line("Nothing was known of " + Table.plain(id) + ".");
    }
    return Exit.DONE;
  }
}
