package dev.warder.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "show", description = "Print the active policies, or older ones.")
final class PolicyShow extends ApiCommand {
  @Parameters(
      paramLabel = "NUMBER",
      arity = "0..1",
      description = "A set of the history instead of the active one.")
  private @Nullable Long number;

  PolicyShow(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    JsonNode active = server.get(number == null ? "/v1/policy" : "/v1/policy/history/" + number);
    if (output.isJson()) {
      output.json(active);
      return Exit.DONE;
    }
    output.line("# " + Table.plain(active.path("revision").asString("")));
    for (JsonNode policy : active.path("policies")) {
      output.line("# --- " + Table.plain(policy.path("name").asString("")));
      policy.path("yaml").asString("").lines().map(Table::plain).forEach(output::line);
    }
    return Exit.DONE;
  }
}
