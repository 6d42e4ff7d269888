package dev.warder.app.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "factors",
    description = "Show what a person can prove himself with, or take some of it away.")
final class PrincipalFactors extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "The person's name.")
  private String id = "";

  @Option(
      names = "--remove",
      paramLabel = "FACTOR",
      description = "Take away this one, fac_...: for a lost phone.")
  private @Nullable String removed;

  PrincipalFactors(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    String path = "/v1/principals/" + Ask.encoded(id) + "/factors";
    JsonNode factors =
        removed == null
            ? server.get(path)
            : server.send("DELETE", path + "/" + Ask.encoded(removed), Map.of());
    if (output.isJson()) {
      output.json(factors);
      return Exit.DONE;
    }
    for (JsonNode each : factors.path("items")) {
      output.line(
          String.join(
              "  ",
              each.path("id").asString(""),
              each.path("kind").asString(""),
              Table.plain(each.path("name").asString("")),
              each.path("createdAt").asString("")));
    }
    output.line(factors.path("recoveryCodesLeft").asInt(0) + " recovery codes are left.");
    return Exit.DONE;
  }
}
