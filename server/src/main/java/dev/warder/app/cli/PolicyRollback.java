package dev.warder.app.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "rollback",
    description = "Make a set of the history the active one again, after its tests pass.")
final class PolicyRollback extends ApiCommand {
  @Parameters(
      paramLabel = "REV",
      arity = "0..1",
      description = "A number or a revision of the history (default: the one before the active).")
  private @Nullable String revision;

  PolicyRollback(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    String which = revision == null ? previous(server) : revision;
    JsonNode applied = server.send("POST", "/v1/policy/rollback", Map.of("revision", which));
    if (output.isJson()) {
      output.json(applied);
      return Exit.DONE;
    }
    return PolicyApply.told(applied, output);
  }

  /// The newest set that is another than the active one.
  private static String previous(ApiClient server) {
    JsonNode items = server.get("/v1/policy/history").path("items");
    String active = items.path(0).path("revision").asString("");
    for (JsonNode each : items) {
      if (!each.path("revision").asString("").equals(active)) {
        return each.path("number").asString("");
      }
    }
    throw Stop.usage("there is no earlier policy", "See ./warder policy history.");
  }
}
