package dev.warder.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "apply",
    description = "Make these files the set of active policies, in place of all others.")
final class PolicyApply extends ApiCommand {
  @Parameters(paramLabel = "F", arity = "1..*", description = "Policy files.")
  private List<Path> files = List.of();

  @Option(
      names = "--expect",
      paramLabel = "REVISION",
      description = "Apply only in place of this revision (default: the one in force now).")
  private @Nullable String expected;

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
    String revision =
        expected != null ? expected : server.get("/v1/policy").path("revision").asString("");
    JsonNode applied =
        server.replace("/v1/policy", Map.of("policies", policies), "\"" + revision + "\"");
    if (output.isJson()) {
      output.json(applied);
      return Exit.DONE;
    }
    return told(applied, output);
  }

  static int told(JsonNode applied, Output output) {
    output.line("Active now: " + Table.plain(applied.path("revision").asString("")));
    applied
        .path("warnings")
        .forEach(each -> output.note("warning: " + Table.plain(each.asString())));
    return Exit.DONE;
  }
}
