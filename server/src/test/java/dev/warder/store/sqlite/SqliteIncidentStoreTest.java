package dev.warder.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.monitor.Incident;
import dev.warder.monitor.IncidentStore;
import dev.warder.monitor.IncidentStoreContract;
import dev.warder.monitor.Severity;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteIncidentStoreTest extends IncidentStoreContract {
  @TempDir Path folder;
  private SqliteDatabase database;

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(folder.resolve("warder.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected IncidentStore store() {
    return new SqliteIncidentStore(database);
  }

  @Test
  void incidentsOutliveTheProcess() {
    Incident stored = incident("inc_1", "alice", Severity.HIGH);
    store().save(stored);
    database.close();
    open();
    assertThat(store().find("inc_1")).contains(stored);
  }
}
