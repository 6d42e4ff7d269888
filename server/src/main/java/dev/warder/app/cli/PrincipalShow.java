package dev.warder.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "show", description = "Show a principal: how it usually calls, and its tokens.")
final class PrincipalShow extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "The principal's name.")
  private String id = "";

  PrincipalShow(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    JsonNode principal = server.get("/v1/principals/" + Ask.encoded(id));
    if (output.isJson()) {
      output.json(principal);
    } else {
      new ProfileText(principal, output).print();
    }
    return Exit.DONE;
  }
}
