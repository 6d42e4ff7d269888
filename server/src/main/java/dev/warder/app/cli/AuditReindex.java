package dev.warder.app.cli;

import dev.warder.audit.Indexing;
import dev.warder.audit.JournalReader;
import dev.warder.audit.Seals;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "reindex",
    description =
        "Make the search index of a journal anew, also beside the running service. That is never"
            + " necessary: an index that is missing or wrong is made anew by itself.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AuditReindex implements Callable<Integer> {
  @Mixin private final JournalFolder folder;
  @Mixin private final Output output;

  private final Terminal terminal;

  AuditReindex(Terminal terminal) {
    this.terminal = terminal;
    this.folder = new JournalFolder(terminal);
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (JournalReader reader = JournalReader.open(folder.path());
        SearchIndex index = SearchIndex.of(folder.path())) {
      Progress progress = Progress.of(terminal, reader.size());
      Indexing indexing = new Indexing(reader, index.records());
      indexing.rebuild(progress::at);
      indexing.forgetMeanwhile(Seals.of(folder.path()));
      progress.end();
      long records = index.records().mark().next();
      if (output.isJson()) {
        output.json(Map.of("records", records));
      } else {
        output.line("indexed: " + records + " records");
      }
    }
    return Exit.DONE;
  }
}
