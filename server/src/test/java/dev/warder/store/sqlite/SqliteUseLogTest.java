package dev.warder.store.sqlite;

import dev.warder.token.UseLog;
import dev.warder.token.UseLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteUseLogTest extends UseLogContract {
  @TempDir static Path folder;
  private SqliteDatabase database;

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(folder.resolve("warder.db"));
    database.inTransaction(h -> h.execute("DELETE FROM token_use"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected UseLog log() {
    return new SqliteUseLog(database);
  }

  @Override
  protected UseLog reopened() {
    close();
    database = SqliteDatabase.open(folder.resolve("warder.db"));
    return log();
  }
}
