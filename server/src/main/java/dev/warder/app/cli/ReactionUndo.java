package dev.warder.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "undo", description = "End what a reaction imposed.")
final class ReactionUndo extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "The reaction's id, hld_...")
  private String id = "";

  ReactionUndo(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    JsonNode undone = server.send("POST", "/v1/reactions/" + Ask.encoded(id) + "/undo", Map.of());
    if (output.isJson()) {
      output.json(undone);
    } else {
      output.line(id + " holds no longer.");
    }
    return Exit.DONE;
  }
}
