package dev.warder.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// Changes who may act.
abstract class PrincipalStanding extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "The principal's name.")
  private String id = "";

  PrincipalStanding(Terminal terminal) {
    super(terminal);
  }

  final int change(ApiClient server, Output output, String what, Map<String, Object> body) {
    JsonNode now = server.send("POST", "/v1/principals/" + Ask.encoded(id) + "/" + what, body);
    if (output.isJson()) {
      output.json(now);
    } else {
      String owner = now.path("owner").asString("");
      output.line(
          Table.plain(id)
              + " is "
              + now.path("state").asString("")
              + (owner.isEmpty() ? "." : ", and belongs to " + Table.plain(owner) + "."));
    }
    return Exit.DONE;
  }

  @Command(
      name = "disable",
      description = "Keep a principal from acting, with all its tokens, from the next call on.")
  static final class Disable extends PrincipalStanding {
    @Option(names = "--reason", paramLabel = "R", description = "Why, for the record.")
    private String reason = "disabled by an operator";

    Disable(Terminal terminal) {
      super(terminal);
    }

    @Override
    int run(ApiClient server, Output output) {
      return change(server, output, "disable", Map.of("reason", reason));
    }
  }

  @Command(name = "enable", description = "Let a principal act again.")
  static final class Enable extends PrincipalStanding {
    Enable(Terminal terminal) {
      super(terminal);
    }

    @Override
    int run(ApiClient server, Output output) {
      return change(server, output, "enable", Map.of());
    }
  }

  @Command(
      name = "delete",
      description = "Keep a principal from acting for good, and all that belong to it.")
  static final class Delete extends PrincipalStanding {
    @Option(names = "--reason", paramLabel = "R", description = "Why, for the record.")
    private String reason = "deleted by an operator";

    Delete(Terminal terminal) {
      super(terminal);
    }

    @Override
    int run(ApiClient server, Output output) {
      return change(server, output, "delete", Map.of("reason", reason));
    }
  }
}
