package dev.warder.store.sqlite;

import dev.warder.model.Fault;
import dev.warder.model.StartupFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The SQLite file, opened, migrated, and written by one thread at a time.
///
/// SQLite allows one writer anyhow, and reads that hurry are served from heap; one connection
/// behind one lock is therefore all that is needed, and spares the waiting and the "database is
/// locked" of a pool. A commit returns when the operating system says that the disk has it
/// (write-ahead log, `synchronous=FULL`).
public final class SqliteDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);

  /// The newest migration, which a file that has them all is marked with (`PRAGMA user_version`),
  /// so that Flyway need not look into it at each start, which takes longer than opening it.
  static final int NEWEST_MIGRATION = 62;

  private static final int BUSY_MILLIS = 5_000;
  private static final int JOURNAL_BYTES = 64 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final SQLiteDataSource source;
  private final Jdbi jdbi =
      Jdbi.create(new OneConnection())
          .configure(SqlStatements.class, all -> all.setSqlParser(new SimpleSqlParser()));
  private @Nullable Connection connection; // guarded by lock

  /// Lends the connection out and takes it back open.
  private final class OneConnection implements ConnectionFactory {
    @Override
    public Connection openConnection() throws SQLException {
      return connection();
    }

    @Override
    public void closeConnection(Connection lent) {}
  }

  private SqliteDatabase(SQLiteDataSource source) {
    this.source = source;
  }

  /// Opens the file, making it (mode 0600) and its tables where they are missing.
  ///
  /// @throws StartupFailure where the file cannot be opened, is damaged, or is of a newer version
  public static SqliteDatabase open(Path file) {
    Path absolute = file.toAbsolutePath();
    try {
      PrivateFile.create(absolute);
      SQLiteDataSource source = source(absolute);
      SqliteDatabase database = new SqliteDatabase(source);
      Connection connection = source.getConnection();
      database.connection = connection;
      if (migration(connection) != NEWEST_MIGRATION) {
        migrate(source);
        mark(connection);
      }
      return database;
    } catch (IOException | SQLException | FlywayException e) {
      throw new StartupFailure(
          "the database " + absolute + " cannot be opened: " + firstLine(e),
          "check that the folder is writable by this user, that the disk is not full, and that"
              + " the file was not written by a newer version",
          e);
    }
  }

  /// Loads the native library ahead of the first file; blocks.
  public static void prepare() {
    try {
      NativeLibrary.load();
    } catch (Exception e) {
      LOG.debug("opening the database says what is wrong", e);
    }
  }

  /// Runs `work` alone, and either all of it is durable when this returns, or none of it.
  ///
  /// Blocks for the disk and for other writers. What `work` throws undoes it and passes through.
  /// Does not nest.
  ///
  /// @throws Fault.Unavailable where the file cannot be read or written
  public <R, X extends Exception> R inTransaction(HandleCallback<R, X> work) throws X {
    lock.lock();
    try {
      R result = jdbi.inTransaction(work);
      if (!isIdle()) {
        throw new SQLException("the transaction did not end");
      }
      return result;
    } catch (JdbiException | SQLException e) {
      disconnect();
      throw unavailable(e);
    } finally {
      if (!isIdle()) {
        disconnect();
      }
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      disconnect();
    } finally {
      lock.unlock();
    }
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      connection = source.getConnection();
    }
    return connection;
  }

  /// A transaction that were still open would swallow the next ones: they would join it.
  private boolean isIdle() {
    try {
      return connection == null || connection.getAutoCommit();
    } catch (SQLException e) {
      return false;
    }
  }

  /// After a failure the next transaction begins on a new connection: what a failed commit leaves
  /// behind differs by its cause (a full disk ends the transaction, a refused one stays open).
  private void disconnect() {
    try (Connection old = connection) {
      connection = null;
    } catch (SQLException e) {
      LOG.warn("the connection to the database did not close in order", e);
    }
  }

  private static Fault.Unavailable unavailable(Exception cause) {
    return new Fault.Unavailable("the database cannot be read or written just now", cause);
  }

  private static SQLiteDataSource source(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setJournalSizeLimit(JOURNAL_BYTES);
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static int migration(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("PRAGMA user_version")) {
      return found.getInt(1);
    }
  }

  private static void mark(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = " + NEWEST_MIGRATION);
    }
  }

  private static void migrate(SQLiteDataSource source) {
    Flyway.configure(SqliteDatabase.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/migration")
        .loggers("slf4j")
        .load()
        .migrate();
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown reason");
  }
}
