package dev.warder.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "show", description = "Show an incident: its story, and what to do.")
final class IncidentShow extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "The incident's id, inc_...")
  private String id = "";

  IncidentShow(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    JsonNode incident = server.get("/v1/incidents/" + Ask.encoded(id));
    if (output.isJson()) {
      output.json(incident);
    } else {
      IncidentText.print(incident, output);
    }
    return Exit.DONE;
  }
}
