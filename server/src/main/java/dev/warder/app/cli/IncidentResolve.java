package dev.warder.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "resolve", description = "Close an incident.")
final class IncidentResolve extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "The incident's id, inc_...")
  private String id = "";

  @Option(
      names = "--false-alarm",
      description =
          "It was nothing: the detectors that raised it will take more from this principal.")
  private boolean falseAlarm;

  @Option(names = "--note", paramLabel = "TEXT", description = "What it was, for the record.")
  private String note = "";

  IncidentResolve(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    JsonNode incident =
        server.send(
            "POST",
            "/v1/incidents/" + Ask.encoded(id) + "/resolve",
            Map.of("as", falseAlarm ? "falseAlarm" : "resolved", "note", note));
    if (output.isJson()) {
      output.json(incident);
    } else {
      output.line(id + (falseAlarm ? " is closed as a false alarm." : " is resolved."));
    }
    return Exit.DONE;
  }
}
