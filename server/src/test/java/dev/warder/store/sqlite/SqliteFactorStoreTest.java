package dev.warder.store.sqlite;

import dev.warder.stepup.FactorStore;
import dev.warder.stepup.FactorStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteFactorStoreTest extends FactorStoreContract {
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
  protected FactorStore store() {
    return new SqliteFactorStore(database);
  }
}
