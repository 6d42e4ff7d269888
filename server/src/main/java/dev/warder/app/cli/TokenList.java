package dev.warder.app.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "List tokens, without their secrets.")
final class TokenList extends ApiCommand {
  @Option(names = "--principal", description = "Only those that speak for it.")
  private @Nullable String principal;

  TokenList(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    String filter = principal == null ? "" : "principal=" + Ask.encoded(principal);
    List<JsonNode> tokens = new ArrayList<>();
    new Pages(server, "/v1/tokens", filter).forEach(tokens::add);
    if (output.isJson()) {
      tokens.forEach(output::json);
    } else if (tokens.isEmpty()) {
      output.note("There are no tokens yet: make one with ./warder token create.");
    } else {
      output.table(TokenText.table(tokens));
    }
    return Exit.DONE;
  }
}
