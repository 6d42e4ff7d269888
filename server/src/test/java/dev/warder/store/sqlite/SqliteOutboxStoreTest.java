package dev.warder.store.sqlite;

import dev.warder.notify.outbox.OutboxStore;
import dev.warder.notify.outbox.OutboxStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteOutboxStoreTest extends OutboxStoreContract {
  @TempDir private Path folder;
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
  protected OutboxStore store() {
    return new SqliteOutboxStore(database);
  }
}
