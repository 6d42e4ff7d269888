package dev.warder.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "revoke", description = "End a token: the next call with it is denied.")
final class TokenRevoke extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "The token's id, tok_...")
  private String id = "";

  @Option(names = "--reason", paramLabel = "R", description = "Why, for the record.")
  private String reason = "revoked by an operator";

  TokenRevoke(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    String path = "/v1/tokens/" + Ask.encoded(id) + "/revoke";
    JsonNode revoked = server.send("POST", path, Map.of("reason", reason));
    if (output.isJson()) {
      output.json(revoked);
    } else {
      output.line(id + " is revoked.");
    }
    return Exit.DONE;
  }
}
