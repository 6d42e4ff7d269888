package dev.warder.app.cli;

import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "forget",
    description = {
      "Forget a principal, for good: what was learned of it, and what the journal says of it under"
          + " seal (audit.seal).",
      "Sealed records can be read by nobody afterwards; the journal still proves itself."
    })
final class PrincipalForget extends ApiCommand {
  /// The service gives itself ten minutes.
  private static final Duration PATIENCE = Duration.ofMinutes(11);

  @Parameters(paramLabel = "ID", description = "The principal's name.")
  private String id = "";

  PrincipalForget(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    String path = "/v1/principals/" + Ask.encoded(id) + "/forget";
    JsonNode forgotten =
        server.sendPatiently(
            "POST",
            path,
            Map.of(),
            PATIENCE,
            () ->
                output.note(
                    "Each record of it is read once more, for the search index: of a million that"
                        + " takes minutes. You need not wait: the service goes on without you."));
    if (output.isJson()) {
      output.json(forgotten);
      return Exit.DONE;
    }
    boolean unreadable = forgotten.path("recordsUnreadable").asBoolean(false);
    if (forgotten.path("hadProfile").asBoolean(false)) {
      output.line("What was learned of " + Table.plain(id) + " is forgotten.");
    } else if (!unreadable) {
      output.line("Nothing was known of " + Table.plain(id) + ".");
    }
    if (unreadable) {
      output.line(
          "Sealed records of it can be read by nobody any more; they stand under "
              + Table.plain(forgotten.path("pseudonym").asString(""))
              + ".");
    }
    return Exit.DONE;
  }
}
