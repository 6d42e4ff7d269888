package dev.warder.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "show", description = "Show a token's record.")
final class TokenShow extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "The token's id, tok_...")
  private String id = "";

  TokenShow(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    JsonNode token = server.get("/v1/tokens/" + Ask.encoded(id));
    if (output.isJson()) {
      output.json(token);
    } else {
      TokenText.print(token, output);
    }
    return Exit.DONE;
  }
}
