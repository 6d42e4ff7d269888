package dev.warder.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Fault;
import dev.warder.model.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {
  @TempDir Path folder;

  @Test
  void everyFileIsForItsOwnerAlone() throws IOException {
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("warder.db"))) {
      database.inTransaction(h -> h.execute("INSERT INTO principal VALUES ('p', 'user')"));
      try (var files = Files.list(folder)) {
        assertThat(files)
            .isNotEmpty()
            .allSatisfy(f ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                    .isEqualTo("rw-------"));
      }
    }
  }

  /// A migration that the mark does not know would never be applied to a file that has the others.
  @Test
  void markIsTheNewestMigration() throws Exception {
    Path migrations = Path.of(SqliteDatabase.class.getResource("/db/migration").toURI());
    try (var files = Files.list(migrations)) {
      int newest =
          files
              .map(file -> file.getFileName().toString().replaceFirst("V([0-9]+)__.*", "$1"))
              .mapToInt(Integer::parseInt)
              .max()
              .orElseThrow();
      assertThat(SqliteDatabase.NEWEST_MIGRATION).isEqualTo(newest);
    }
  }

  @Test
  void fileThatLacksAMigrationGetsItAndIsMarked() throws Exception {
    Path file = folder.resolve("warder.db");
    SqliteDatabase.open(file).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE signal_held_back");
      statement.execute("DELETE FROM flyway_schema_history WHERE version = '62'");
      statement.execute("PRAGMA user_version = 61");
    }
    try (SqliteDatabase database = SqliteDatabase.open(file)) {
      assertThat(pragma(database, "user_version"))
          .isEqualTo(String.valueOf(SqliteDatabase.NEWEST_MIGRATION));
      database.inTransaction(h -> h.execute("DELETE FROM signal_held_back"));
    }
  }

  @Test
  void everyCommitReachesTheDisk() {
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("warder.db"))) {
      assertThat(pragma(database, "synchronous")).isEqualTo("2"); // FULL
      assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(database, "busy_timeout")).isEqualTo("5000");
    }
  }

  @Test
  void whatThrowsIsUndone() {
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("warder.db"))) {
      assertThatThrownBy(() ->
              database.inTransaction(h -> {
                h.execute("INSERT INTO principal VALUES ('p', 'user')");
                throw new Fault.Conflict("no");
              }))
          .isInstanceOf(Fault.Conflict.class);
      assertThat(count(database)).isZero();
    }
  }

  @Test
  void brokenSqlAnswersUnavailableAndTellsNothing() {
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("warder.db"))) {
      assertThatThrownBy(() -> database.inTransaction(h -> h.execute("INSERT INTO nowhere")))
          .isInstanceOf(Fault.Unavailable.class)
          .hasMessageNotContaining("nowhere");
      assertThat(count(database)).isZero();
    }
  }

  /// The commit fails and SQLite keeps the transaction open.
  @Test
  void nextTransactionIsItsOwnAfterAFailedCommit() {
    assertRecoversFrom(
        "PRAGMA defer_foreign_keys = 1", "INSERT INTO creation VALUES ('c', 'k', 'h', 'tok_1', 0)");
  }

  /// SQLite ends the transaction by itself, as it does when the disk is full.
  @Test
  void nextTransactionIsItsOwnAfterSqliteRolledBack() {
    assertRecoversFrom(
        "INSERT INTO principal VALUES ('lost', 'user')",
        "INSERT OR ROLLBACK INTO principal VALUES ('lost', 'user')");
  }

  private void assertRecoversFrom(String... statements) {
    Path file = folder.resolve("warder.db");
    try (SqliteDatabase database = SqliteDatabase.open(file)) {
      assertThatThrownBy(() ->
              database.inTransaction(h -> {
                for (String statement : statements) {
                  h.execute(statement);
                }
                return null;
              }))
          .isInstanceOf(Fault.Unavailable.class);
      database.inTransaction(h -> h.execute("INSERT INTO principal VALUES ('p', 'user')"));
      try (SqliteDatabase beside = SqliteDatabase.open(file)) {
        assertThat(count(beside)).isEqualTo(1); // so it was committed
      }
    }
  }

  @Test
  void opensAgainWithWhatWasThere() {
    Path file = folder.resolve("warder.db");
    try (SqliteDatabase database = SqliteDatabase.open(file)) {
      database.inTransaction(h -> h.execute("INSERT INTO principal VALUES ('p', 'user')"));
    }
    try (SqliteDatabase database = SqliteDatabase.open(file)) {
      assertThat(count(database)).isEqualTo(1);
    }
  }

  @Test
  void damagedFileStopsTheStartWithARemedy() throws IOException {
    Path file = folder.resolve("warder.db");
    Files.writeString(
        file, "this is not a database, and it is long enough to be looked at".repeat(99));
    assertThatThrownBy(() -> SqliteDatabase.open(file))
        .isInstanceOfSatisfying(StartupFailure.class, f -> assertThat(f.remedy()).isNotEmpty())
        .hasMessageContaining("warder.db");
  }

  @Test
  void missingFolderStopsTheStartWithARemedy() {
    assertThatThrownBy(() -> SqliteDatabase.open(folder.resolve("none/warder.db")))
        .isInstanceOf(StartupFailure.class);
  }

  private static int count(SqliteDatabase database) {
    return database.inTransaction(
        h -> h.createQuery("SELECT count(*) FROM principal").mapTo(int.class).one());
  }

  private static String pragma(SqliteDatabase database, String name) {
    return database.inTransaction(h -> h.createQuery("PRAGMA " + name).mapTo(String.class).one());
  }
}
