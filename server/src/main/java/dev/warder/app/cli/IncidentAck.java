package dev.warder.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "ack", description = "Say that you look into an incident.")
final class IncidentAck extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "The incident's id, inc_...")
  private String id = "";

  IncidentAck(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    JsonNode incident =
        server.send("POST", "/v1/incidents/" + Ask.encoded(id) + "/acknowledge", Map.of());
    if (output.isJson()) {
      output.json(incident);
    } else {
      output.line(id + " is acknowledged.");
    }
    return Exit.DONE;
  }
}
