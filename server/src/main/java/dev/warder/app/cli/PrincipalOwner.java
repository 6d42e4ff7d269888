package dev.warder.app.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "owner",
    description = "Show or say who answers for a service or an agent, when it is asked for proof.")
final class PrincipalOwner extends ApiCommand {
  @Parameters(index = "0", paramLabel = "ID", description = "The machine's name.")
  private String id = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OWNER",
      description = "The person who answers for it; - for nobody.")
  private @Nullable String owner;

  @Option(names = "--mail", paramLabel = "ADDRESS", description = "Where the owner is told.")
  private String mail = "";

  PrincipalOwner(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    String path = "/v1/principals/" + Ask.encoded(id) + "/owner";
    JsonNode said =
        owner == null
            ? server.get(path)
            : server.send(
                "PUT", path, Map.of("owner", owner.equals("-") ? "" : owner, "mail", mail));
    if (output.isJson()) {
      output.json(said);
    } else {
      String name = said.path("owner").asString("");
      output.line(name.isEmpty() ? "Nobody." : Table.plain(name));
    }
    return Exit.DONE;
  }
}
