package dev.warder.app.cli;

import dev.warder.audit.Entry;
import dev.warder.audit.JournalReader;
import dev.warder.audit.Page;
import dev.warder.audit.Query;
import dev.warder.audit.Search;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
    name = "search",
    description = {
      "Find records, the newest first: in a data folder, also beside the running service, or with"
          + " --url through the service.",
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AuditSearch implements Callable<Integer> {
  private static final int PAGE = 1_000;

  @Mixin private final JournalFolder folder;
  @Mixin private final Filters filters;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "How many at most (default: 50); 0 is all.")
  private int limit = 50;

  @Option(
      names = "--before",
      paramLabel = "SEQ",
      description = "Go on behind a search that ended with this record. Not with --url.")
  private @Nullable Long before;

  @Mixin private final Connection connection;
  @Mixin private final Output output;

  private final Terminal terminal;
  private int printed;

  AuditSearch(Terminal terminal) {
    this.terminal = terminal;
    this.folder = new JournalFolder(terminal);
    this.filters = new Filters(InstantSource.system());
    this.connection = new Connection(terminal);
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws Exception {
    if (limit < 0) {
      throw Stop.usage("-n must not be negative", "Write for example -n 200, or -n 0 for all.");
    }
    Query query = filters.query();
    if (connection.isNamed()) {
      online(connection.open());
    } else {
      offline(query);
    }
    if (printed == 0) {
      output.note("Nothing was found.");
    }
    return Exit.DONE;
  }

  private int room() {
    return limit == 0 ? PAGE : Math.min(PAGE, limit - printed);
  }

  private void online(ApiClient server) {
    StringBuilder filter = new StringBuilder();
    for (Map.Entry<String, String> each : filters.given().entrySet()) {
      filter.append('&').append(each.getKey()).append('=').append(Ask.encoded(each.getValue()));
    }
    String cursor = "";
    do {
      JsonNode page = server.get("/v1/audit?limit=" + room() + filter + cursor);
      page.path("items").forEach(item -> print(Entry.parse(item.toString())));
      String next = page.path("cursor").asString("");
      cursor = next.isEmpty() ? "" : "&cursor=" + Ask.encoded(next);
    } while (!cursor.isEmpty() && room() > 0);
  }

  private void offline(Query query) throws Exception {
    try (JournalReader reader = JournalReader.open(folder.path());
        SearchIndex index = SearchIndex.of(folder.path())) {
      index.follow(reader, folder.path(), terminal);
      Search search = new Search(reader, index.records(), () -> {});
      OptionalLong next = before == null ? OptionalLong.empty() : OptionalLong.of(before);
      do {
        Page page = search.page(query, next, room());
        page.entries().forEach(this::print);
        next = page.next();
      } while (next.isPresent() && room() > 0);
      if (next.isPresent()) {
        output.note("There may be more: --before " + next.getAsLong());
      }
    } catch (IllegalArgumentException e) {
      throw Stop.environment(
          "a record cannot be read", "Somebody wrote into it: see ./warder audit verify.", e);
    }
  }

  private void print(Entry entry) {
    printed++;
    output.line(output.isJson() ? entry.opened() : RecordText.of(entry));
  }
}
