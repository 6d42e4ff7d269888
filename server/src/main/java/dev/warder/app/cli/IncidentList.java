package dev.warder.app.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "List incidents, the newest first.")
final class IncidentList extends ApiCommand {
  @Option(names = "--all", description = "Also those that are closed.")
  private boolean all;

  @Option(
      names = "--severity",
      paramLabel = "S",
      description = "This or worse: info, low, medium, high, critical (default: low).")
  private String severity = "low";

  @Option(names = "--principal", description = "Only those about it.")
  private @Nullable String principal;

  IncidentList(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    String filter = "severity=" + Ask.encoded(severity) + (all ? "" : "&state=unresolved");
    if (principal != null) {
      filter += "&principal=" + Ask.encoded(principal);
    }
    List<JsonNode> incidents = new ArrayList<>();
    new Pages(server, "/v1/incidents", filter).forEach(incidents::add);
    if (output.isJson()) {
      incidents.forEach(output::json);
    } else if (incidents.isEmpty()) {
      output.note("There are no such incidents.");
    } else {
      output.table(IncidentText.table(incidents));
    }
    return Exit.DONE;
  }
}
