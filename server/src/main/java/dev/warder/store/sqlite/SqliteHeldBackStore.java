package dev.warder.store.sqlite;

import dev.warder.notify.signal.HeldBack;
import dev.warder.notify.signal.HeldBackStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What was held back of events of others, in the SQLite file.
public final class SqliteHeldBackStore implements HeldBackStore {
  private final SqliteDatabase database;

  public SqliteHeldBackStore(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void add(HeldBack one) {
    int _ =
        database.inTransaction(h ->
            h.execute(
                "INSERT INTO signal_held_back (id, issuer, jti, target, revokes, lasts_millis, at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                one.id(),
                one.issuer(),
                one.jti(),
                one.target(),
                one.revokes(),
                one.lasts().toMillis(),
                one.at().toEpochMilli()));
  }

  @Override
  public void remove(String id) {
    int _ = database.inTransaction(h -> h.execute("DELETE FROM signal_held_back WHERE id = ?", id));
  }

  @Override
  public List<HeldBack> list() {
    return database.inTransaction(h ->
        h.createQuery("SELECT * FROM signal_held_back ORDER BY id")
            .map((row, c) ->
                new HeldBack(
                    row.getString("id"),
                    row.getString("issuer"),
                    row.getString("jti"),
                    row.getString("target"),
                    row.getBoolean("revokes"),
                    Duration.ofMillis(row.getLong("lasts_millis")),
                    Instant.ofEpochMilli(row.getLong("at"))))
            .list());
  }
}
