package dev.warder.store.sqlite;

import dev.warder.stepup.ChallengeStore;
import dev.warder.stepup.ChallengeStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteChallengeStoreTest extends ChallengeStoreContract {
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
  protected ChallengeStore store() {
    return new SqliteChallengeStore(database);
  }
}
