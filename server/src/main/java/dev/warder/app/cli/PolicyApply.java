package dev.warder.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "apply",
    description = "Make these files the set of active policies, in place of all others.")
final class PolicyApply extends ApiCommand {
  @Parameters(paramLabel = "F", arity = "1..*", description = "Policy files.")
  private List<Path> files = List.of();

  PolicyApply(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) throws IOException {
    List<Map<String, String>> policies = new ArrayList<>();
    for (Path file : files) {
      String yaml = PolicyFile.read(terminal(), file);
      policies.add(Map.of("name", String.valueOf(file.getFileName()), "yaml", yaml));
    }
    JsonNode applied = server.send("PUT", "/v1/policy", Map.of("policies", policies));
    if (output.isJson()) {
      output.json(applied);
      return Exit.DONE;
    }
    output.line("Active now: " + Table.plain(applied.path("revision").asString("")));
    applied
        .path("warnings")
        .forEach(each -> output.note("warning: " + Table.plain(each.asString())));
    return Exit.DONE;
  }
}
