package dev.warder.store.sqlite;

import dev.warder.token.HeapStandings;
import dev.warder.token.Standing;
import dev.warder.token.StandingStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Standings of principals in SQLite, all of them in heap as well.
public final class SqliteStandingStore implements StandingStore {
  private final HeapStandings heap = new HeapStandings();
  private final SqliteDatabase database;

  /// Loads all.
  public SqliteStandingStore(SqliteDatabase database) {
    this.database = database;
    database
        .inTransaction(h ->
            h.createQuery("SELECT principal, owner, disabled_at, reason, deleted FROM standing")
                .map((row, context) -> standing(row))
                .list())
        .forEach(heap::save);
  }

  @Override
  public Optional<Standing> find(String principal) {
    return heap.find(principal);
  }

  @Override
  public void save(Standing standing) {
    Instant disabled = standing.disabledAt();
    var _ =
        database.inTransaction(h ->
            h.execute(
                "INSERT INTO standing (principal, owner, disabled_at, reason, deleted)"
                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (principal) DO UPDATE SET"
                    + " owner = excluded.owner, disabled_at = excluded.disabled_at,"
                    + " reason = excluded.reason, deleted = excluded.deleted",
                standing.principal(),
                standing.owner(),
                disabled == null ? null : disabled.toEpochMilli(),
                standing.reason(),
                standing.deleted() ? 1 : 0));
    heap.save(standing);
  }

  private static Standing standing(ResultSet row) throws SQLException {
    long at = row.getLong(3);
    Instant disabled = row.wasNull() ? null : Instant.ofEpochMilli(at);
    return new Standing(
        row.getString(1), row.getString(2), disabled, row.getString(4), row.getInt(5) == 1);
  }
}
