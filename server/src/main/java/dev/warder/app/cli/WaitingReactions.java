package dev.warder.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// A word about reactions that wait for one.
abstract class WaitingReactions extends ApiCommand {
  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  /// Whose fields picocli sets.
  static final class Which {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of what waits, act_...")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--all", required = true, description = "All that waits.")
    private boolean all;
  }

  private final String verb;
  private final String done;

  /// @param verb the end of its path
  /// @param done says so of one
  WaitingReactions(Terminal terminal, String verb, String done) {
    super(terminal);
    this.verb = verb;
    this.done = done;
  }

  @Override
  int run(ApiClient server, Output output) {
    List<String> ids = new ArrayList<>(which.ids);
    if (which.all) {
      new Pages(server, "/v1/reactions/waiting", "")
          .forEach(each -> ids.add(each.path("id").asString("")));
    }
    for (String id : ids) {
      JsonNode one = server.send("POST", "/v1/reactions/" + Ask.encoded(id) + "/" + verb, Map.of());
      if (output.isJson()) {
        output.json(one);
      } else {
        output.line(
            one.path("reaction").asString() + " of " + one.path("target").asString() + ": " + done);
      }
    }
    if (ids.isEmpty()) {
      output.note("Nothing waits.");
    }
    return Exit.DONE;
  }
}
