package dev.warder.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "List what holds because of incidents and providers' events.")
final class ReactionList extends ApiCommand {
  @Option(
      names = "--waiting",
      description = "List what waits for your word instead: too much was done within the hour.")
  private boolean waiting;

  ReactionList(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    List<JsonNode> all = new ArrayList<>();
    new Pages(server, waiting ? "/v1/reactions/waiting" : "/v1/reactions", "").forEach(all::add);
    if (output.isJson()) {
      all.forEach(output::json);
    } else if (all.isEmpty()) {
      output.note(waiting ? "Nothing waits." : "Nothing holds.");
    } else {
      output.table(
          waiting
              ? table(all, "id", "reaction", "target", "since", "issuer")
              : table(all, "id", "reaction", "target", "until", "rule", "incident"));
    }
    return Exit.DONE;
  }

  private static Table table(List<JsonNode> all, String... names) {
    Table table = new Table(upper(names));
    all.forEach(each -> table.row(texts(each, names)));
    return table;
  }

  private static String[] upper(String... names) {
    return Stream.of(names).map(name -> name.toUpperCase(Locale.ROOT)).toArray(String[]::new);
  }

  private static String[] texts(JsonNode of, String... names) {
    return Stream.of(names).map(name -> of.path(name).asString("")).toArray(String[]::new);
  }
}
