package dev.warder.app.cli;

import dev.warder.audit.Indexing;
import dev.warder.audit.JournalReader;
import dev.warder.audit.RecordIndex;
import dev.warder.audit.Seals;
import dev.warder.model.Fault;
import dev.warder.store.sqlite.SqliteRecordIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The search index of a data folder, for a command that works beside the service.
record SearchIndex(RecordIndex records) implements AutoCloseable {
  private static final String FILE = "audit-index.db";

  /// @param folder the data folder, or the journal in it
  static SearchIndex of(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path data =
        Files.isDirectory(absolute.resolve("journal")) || parent == null ? absolute : parent;
    return new SearchIndex(new SqliteRecordIndex(data.resolve(FILE)));
  }

  /// Adds what it lacks. Where it cannot be written, searches read the journal.
  void follow(JournalReader reader, Path folder, Terminal terminal) throws IOException {
    Progress progress = Progress.of(terminal, reader.size());
    try {
      Indexing indexing = new Indexing(reader, records);
      indexing.catchUp(progress::at);
      indexing.forgetMeanwhile(Seals.of(folder));
    } catch (Fault.Unavailable e) {
      terminal
          .err()
          .println("There is no search index here, so this takes longer: " + e.publicText());
    } finally {
      progress.end();
    }
  }

  @Override
  public void close() throws Exception {
    records.close();
  }
}
