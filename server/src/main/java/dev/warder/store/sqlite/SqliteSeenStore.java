package dev.warder.store.sqlite;

import dev.warder.notify.signal.SeenStore;
import java.time.Instant;

/// Events of others that were dealt with, in the SQLite file.
public final class SqliteSeenStore implements SeenStore {
  private final SqliteDatabase database;

  public SqliteSeenStore(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public boolean contains(String issuer, String jti) {
    return database.inTransaction(h ->
        h.createQuery("SELECT count(*) FROM signal_seen WHERE issuer = ? AND jti = ?")
                .bind(0, issuer)
                .bind(1, jti)
                .mapTo(Integer.class)
                .one()
            > 0);
  }

  @Override
  public void add(String issuer, String jti, Instant now) {
    int _ =
        database.inTransaction(h ->
            h.execute(
                "INSERT INTO signal_seen (issuer, jti, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                issuer,
                jti,
                now.toEpochMilli()));
  }

  @Override
  public void forgetBefore(Instant time) {
    int _ =
        database.inTransaction(
            h -> h.execute("DELETE FROM signal_seen WHERE at < ?", time.toEpochMilli()));
  }
}
