package dev.warder.store.sqlite;

import dev.warder.model.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// A SQLite file whose content can be made again from elsewhere: opened when it is first used, and
/// thrown away where SQLite cannot read it.
///
/// It need not be durable (`synchronous=NORMAL`): what a power failure takes is added again. One
/// thread reads and one writes at a time; reading does not wait for writing.
final class DisposableDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DisposableDatabase.class);
  private static final int BUSY_MILLIS = 10_000;

  /// What is done on a connection.
  interface Work<R> {
    R on(Connection connection) throws SQLException;
  }

  /// One connection, for one thread at a time.
  private static final class Lane {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection connection;
    private int generation;
  }

  private final Path file;
  private final Work<Boolean> preparing;
  private final SQLiteDataSource source;
  private final Lane writing = new Lane();
  private final Lane reading = new Lane();
  private boolean prepared;
  private boolean useless;
  private int generation;

  /// @param preparing makes the tables where they are missing, in a transaction
  DisposableDatabase(Path file, Work<Boolean> preparing) {
    this.file = file.toAbsolutePath();
    this.preparing = preparing;
    this.source = source(this.file);
  }

  private static SQLiteDataSource source(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_MILLIS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  <R> R read(Work<R> work) {
    return on(reading, work);
  }

  /// In no transaction, and on a connection of its own: full-text tables keep things open on
  /// theirs.
  <R> R alone(Work<R> work) {
    return on(
        writing,
        writer -> {
          try (Connection connection = source.getConnection()) {
            return work.on(connection);
          }
        });
  }

  /// All of it, or nothing.
  <R> R change(Work<R> work) {
    return on(writing, connection -> inTransaction(connection, work));
  }

  private static <R> R inTransaction(Connection connection, Work<R> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      R result = work.on(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private <R> R on(Lane lane, Work<R> work) {
    lane.lock.lock();
    try {
      return work.on(connection(lane));
    } catch (SQLException | IOException e) {
      noteDamage(e);
      throw new Fault.Unavailable(file + " cannot be read or written just now", e);
    } finally {
      lane.lock.unlock();
    }
  }

  private Connection connection(Lane lane) throws SQLException, IOException {
    int now = usable();
    Connection connection = lane.connection;
    if (connection == null || lane.generation != now) {
      close(lane);
      connection = source.getConnection();
      lane.connection = connection;
      lane.generation = now;
    }
    return connection;
  }

  private synchronized int usable() throws SQLException, IOException {
    if (prepared) {
      return generation;
    }
    if (useless) {
      throwAway();
    }
    try {
      prepare();
    } catch (SQLiteException e) {
      if (!isDamage(e.getResultCode())) {
        throw e;
      }
      throwAway();
      prepare();
    }
    prepared = true;
    return ++generation;
  }

  private void prepare() throws SQLException, IOException {
    PrivateFile.create(file);
    try (Connection connection = source.getConnection()) {
      var _ = inTransaction(connection, preparing);
    }
  }

  private void throwAway() throws IOException {
    LOG.warn("{} is damaged and made anew", file);
    for (String end : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + end));
    }
    useless = false;
  }

  private synchronized void noteDamage(Exception e) {
    if (e instanceof SQLiteException sqlite && isDamage(sqlite.getResultCode())) {
      useless = true;
      prepared = false;
    }
  }

  private static boolean isDamage(SQLiteErrorCode code) {
    int primary = code.code & 0xFF;
    return primary == SQLiteErrorCode.SQLITE_CORRUPT.code
        || primary == SQLiteErrorCode.SQLITE_NOTADB.code;
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static void close(Lane lane) throws SQLException {
    Connection old = lane.connection;
    lane.connection = null;
    if (old != null) {
      old.close();
    }
  }

  @Override
  public void close() {
    for (Lane lane : List.of(reading, writing)) {
      lane.lock.lock();
      try {
        close(lane);
      } catch (SQLException e) {
        LOG.warn("{} did not close in order", file, e);
      } finally {
        lane.lock.unlock();
      }
    }
  }
}
