package dev.warder.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

@Command(
    name = "import",
    description = {
      "Take over existing keys by their SHA-256, so that nobody has to be given a new one.",
      "The file holds one JSON object a line: {\"sha256\": HEX, \"principal\": P, \"kind\": ...,"
          + " \"name\": ..., \"scopes\": [...]}."
    })
final class TokenImport extends ApiCommand {
  @Parameters(paramLabel = "F", description = "The file, JSON Lines.")
  private Path file = Path.of("");

  TokenImport(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) throws Exception {
    int number = 0;
    int imported = 0;
    for (String line : Files.readAllLines(terminal().resolve(file))) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      JsonNode made = importOne(server, line, number, imported);
      imported++;
      if (output.isJson()) {
        output.json(made);
      }
    }
    output.note(imported + " imported.");
    return Exit.DONE;
  }

  private JsonNode importOne(ApiClient server, String line, int number, int before) {
    try {
      return server.send("POST", "/v1/tokens/import", Output.JSON.readTree(line));
    } catch (JacksonException e) {
      throw Stop.usage(
          file + ":" + number + ": not a JSON object; " + before + " were imported before it",
          "Write one object a line, and take out the lines that were imported: each is taken once.");
    } catch (Stop refused) {
      if (refused.exit() != Exit.REFUSED) {
        throw refused;
      }
      String where = file + ":" + number + ": ";
      throw Stop.refused(
          where + refused.text() + "; " + before + " were imported before it", refused.remedy());
    }
  }
}
