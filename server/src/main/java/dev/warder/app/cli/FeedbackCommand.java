package dev.warder.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "feedback",
    description = {
      "Say whose call a decision was about: this moves what is learned.",
      "legitimate teaches its session, compromised takes out what it taught."
    })
final class FeedbackCommand extends ApiCommand {
  @Parameters(index = "0", paramLabel = "ID", description = "The decision's id, dec_...")
  private String id = "";

  @Parameters(
      index = "1",
      paramLabel = "legitimate|compromised",
      description = "Whether the owner made it, or somebody else.")
  private String label = "";

  FeedbackCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    String path = "/v1/decisions/" + Ask.encoded(id) + "/feedback";
    JsonNode taken = server.send("POST", path, Map.of("label", label));
    if (output.isJson()) {
      output.json(taken);
    } else if (taken.path("changed").asBoolean(false)) {
      output.line(id + " is " + label + ": its session is learned accordingly.");
    } else {
      output.line(id + " was called " + label + " before: nothing changed.");
    }
    return Exit.DONE;
  }
}
