package dev.warder.store.sqlite;

import dev.warder.audit.RecordIndex;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The search index in a SQLite file of its own: a full-text table (FTS5) that holds, of each
/// record, nothing but which terms it has.
///
/// A file that is of another version, or whose rows are not as many as were added, is emptied when
/// it is opened, and one that SQLite cannot read is made anew.
public final class SqliteRecordIndex implements RecordIndex {
  private static final int VERSION = 2;
  private static final int BLOCK = 128;
  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE mark (next INTEGER NOT NULL, last TEXT NOT NULL, rows INTEGER NOT NULL)",
          "INSERT INTO mark VALUES (0, '', 0)",
          "CREATE TABLE span (block INTEGER PRIMARY KEY, earliest INTEGER, latest INTEGER)",
          "CREATE VIRTUAL TABLE term USING fts5(terms, content='', contentless_delete=1,"
              + " detail=none, tokenize='ascii')",
          "PRAGMA user_version = " + VERSION);

  private final DisposableDatabase database;

  /// @param file is made (mode 0600, of its folder's owner) where it is missing or useless
  public SqliteRecordIndex(Path file) {
    database = new DisposableDatabase(file, SqliteRecordIndex::prepare);
  }

  private static boolean prepare(Connection connection) throws SQLException {
    boolean usable = DisposableDatabase.number(connection, "PRAGMA user_version") == VERSION;
    if (usable) {
      long rows = DisposableDatabase.number(connection, "SELECT count(*) FROM term_docsize");
      usable = rows == DisposableDatabase.number(connection, "SELECT rows FROM mark");
    }
    if (!usable) {
      make(connection);
    }
    return usable;
  }

  private static void make(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : List.of("mark", "span", "term")) {
        statement.execute("DROP TABLE IF EXISTS " + table);
      }
      for (String sql : TABLES) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public Mark mark() {
    return database.read(SqliteRecordIndex::mark);
  }

  private static Mark mark(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT next, last FROM mark")) {
      return row.next() ? new Mark(row.getLong(1), row.getString(2)) : Mark.NOTHING;
    }
  }

  @Override
  public boolean add(Mark from, List<Row> rows, Mark to) {
    return database.change(connection -> {
      if (!mark(connection).equals(from)) {
        return false;
      }
      long fresh = rows.stream().filter(row -> row.seq() >= from.next()).count();
      try (PreparedStatement old = connection.prepareStatement("DELETE FROM term WHERE rowid = ?");
          PreparedStatement row =
              connection.prepareStatement("INSERT INTO term (rowid, terms) VALUES (?, ?)")) {
        for (Row each : rows) {
          if (each.seq() < from.next()) {
            old.setLong(1, each.seq());
            old.executeUpdate();
          }
          row.setLong(1, each.seq());
          row.setString(2, String.join(" ", each.terms()));
          row.executeUpdate();
        }
      }
      spans(connection, rows);
      moved(connection, to, fresh);
      return true;
    });
  }

  private static void spans(Connection connection, List<Row> rows) throws SQLException {
    try (PreparedStatement span =
        connection.prepareStatement(
            "INSERT INTO span VALUES (?1, ?2, ?2) ON CONFLICT (block) DO UPDATE SET"
                + " earliest = min(earliest, ?2), latest = max(latest, ?2)")) {
      for (Row each : rows) {
        span.setLong(1, each.seq() / BLOCK);
        span.setLong(2, each.time().toEpochMilli());
        span.executeUpdate();
      }
    }
  }

  private static void moved(Connection connection, Mark to, long rows) throws SQLException {
    try (PreparedStatement mark =
        connection.prepareStatement("UPDATE mark SET next = ?, last = ?, rows = rows + ?")) {
      mark.setLong(1, to.next());
      mark.setString(2, to.last());
      mark.setLong(3, rows);
      mark.executeUpdate();
    }
  }

  @Override
  public List<Long> find(Wanted wanted, long before, int limit) {
    return database.read(connection -> {
      if (wanted.terms().isEmpty()) {
        return ofTime(connection, wanted, before, limit);
      }
      long from = block(connection, "min", "latest >= ?", wanted.since(), 0);
      long until = block(connection, "max", "earliest < ?", wanted.until(), Integer.MAX_VALUE);
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT rowid FROM term WHERE term MATCH ? AND rowid >= ? AND rowid < ?"
                  + " ORDER BY rowid DESC LIMIT ?")) {
        select.setString(1, expression(wanted.terms()));
        select.setLong(2, from * BLOCK);
        select.setLong(3, Math.min(before, (until + 1) * BLOCK));
        select.setInt(4, limit);
        return seqs(select);
      }
    });
  }

  /// All records of the blocks that may hold such times: clocks are set, so a block among later
  /// ones may.
  private static List<Long> ofTime(Connection connection, Wanted wanted, long before, int limit)
      throws SQLException {
    List<Long> seqs = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT block FROM span WHERE block * ?1 < ?2 AND latest >= ?3 AND earliest < ?4"
                + " ORDER BY block DESC LIMIT ?5")) {
      select.setLong(1, BLOCK);
      select.setLong(2, before);
      select.setLong(3, wanted.since() == null ? 0 : wanted.since().toEpochMilli());
      select.setLong(4, wanted.until() == null ? Long.MAX_VALUE : wanted.until().toEpochMilli());
      select.setInt(5, limit / BLOCK + 2);
      for (long block : seqs(select)) {
        long seq = Math.min(before, (block + 1) * BLOCK) - 1;
        for (; seq >= block * BLOCK && seqs.size() < limit; seq--) {
          seqs.add(seq);
        }
      }
    }
    return seqs;
  }

  /// The first or last block that may hold such times: -1 where there is none, so that nothing is
  /// found.
  private static long block(
      Connection connection, String which, String condition, @Nullable Instant time, long any)
      throws SQLException {
    if (time == null) {
      return any;
    }
    String sql = "SELECT " + which + "(block) FROM span WHERE " + condition;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, time.toEpochMilli());
      try (ResultSet row = select.executeQuery()) {
        boolean found = row.next() && row.getObject(1) != null;
        return found ? row.getLong(1) : which.equals("min") ? Integer.MAX_VALUE : -1;
      }
    }
  }

  private static List<Long> seqs(PreparedStatement select) throws SQLException {
    List<Long> seqs = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        seqs.add(row.getLong(1));
      }
    }
    return seqs;
  }

  /// Terms are plain words (`Wanted` sees to that), so nothing needs to be escaped.
  private static String expression(List<List<String>> terms) {
    List<String> all = new ArrayList<>();
    for (List<String> any : terms) {
      all.add("(\"" + String.join("\" OR \"", any) + "\")");
    }
    return String.join(" AND ", all);
  }

  @Override
  public void drop(long below) {
    var _ =
        database.change(connection -> {
          if (below >= mark(connection).next()) {
            make(connection);
          } else {
            execute(connection, "DELETE FROM term WHERE rowid < %d", below);
            long gone = DisposableDatabase.number(connection, "SELECT changes()");
            execute(connection, "DELETE FROM span WHERE block < %d", below / BLOCK);
            moved(connection, mark(connection), -gone);
          }
          return below;
        });
  }

  private static void execute(Connection connection, String sql, long value) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      var _ = statement.execute(String.format(Locale.ROOT, sql, value));
    }
  }

  /// Postings of deleted rows go when their segments are merged, and what was in freed pages when
  /// the file is written anew.
  @Override
  public void purge() {
    for (String sql :
        List.of(
            "INSERT INTO term (term) VALUES ('optimize')",
            "VACUUM",
            "PRAGMA wal_checkpoint(TRUNCATE)")) {
      var _ =
          database.alone(connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.execute(sql);
            }
          });
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
