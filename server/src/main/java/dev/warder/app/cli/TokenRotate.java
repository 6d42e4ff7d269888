package dev.warder.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "rotate",
    description = "Give a token a new secret. The old one ends at once, or after --grace.")
final class TokenRotate extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "The token's id, tok_...")
  private String id = "";

  @Option(
      names = "--grace",
      paramLabel = "D",
      description =
          "How long the old secret stays good, for example 1h, at most 30d (default: it ends at"
              + " once).")
  private @Nullable String grace;

  TokenRotate(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    if (grace != null) {
      wanted.put("grace", Ask.iso("--grace", grace));
    }
    JsonNode rotated = server.send("POST", "/v1/tokens/" + Ask.encoded(id) + "/rotate", wanted);
    if (output.isJson()) {
      output.json(rotated);
    } else {
      output.line(rotated.path("token").asString(""));
      output.note("Rotated. Keep the secret: it is not shown again.");
    }
    return Exit.DONE;
  }
}
