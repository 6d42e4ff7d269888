package dev.warder.store.sqlite;

import dev.warder.notify.signal.SignalStore;
import java.util.Collection;
import java.util.List;

/// Events that wait for their receivers, in the SQLite file.
public final class SqliteSignalStore implements SignalStore {
  private final SqliteDatabase database;

  public SqliteSignalStore(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public long next() {
    return database.inTransaction(h ->
        h.createQuery("SELECT next FROM signal_place WHERE id = 1")
            .mapTo(Long.class)
            .findOne()
            .orElse(-1L));
  }

  @Override
  public void append(List<Waiting> events, long next) {
    int _ =
        database.inTransaction(h -> {
          for (Waiting each : events) {
            // a stream that was deleted meanwhile wants nothing any more
            h.execute(
                "INSERT INTO signal_event (stream, jti, body)"
                    + " SELECT id, ?, ? FROM signal_stream WHERE id = ?",
                each.jti(),
                each.set(),
                each.stream());
          }
          return h.execute(
              "INSERT INTO signal_place (id, next) VALUES (1, ?)"
                  + " ON CONFLICT (id) DO UPDATE SET next = max(next, excluded.next)",
              next);
        });
  }

  @Override
  public List<Waiting> waiting(String stream, int limit) {
    return database.inTransaction(h ->
        h.createQuery(
                "SELECT stream, jti, body FROM signal_event WHERE stream = ? ORDER BY number"
                    + " LIMIT ?")
            .bind(0, stream)
            .bind(1, limit)
            .map((row, c) -> new Waiting(row.getString(1), row.getString(2), row.getString(3)))
            .list());
  }

  @Override
  public void remove(String stream, Collection<String> jtis) {
    int _ =
        database.inTransaction(h -> {
          int removed = 0;
          for (String jti : jtis) {
            removed +=
                h.execute("DELETE FROM signal_event WHERE stream = ? AND jti = ?", stream, jti);
          }
          return removed;
        });
  }

  @Override
  public long count(String stream) {
    return database.inTransaction(h ->
        h.createQuery("SELECT count(*) FROM signal_event WHERE stream = ?")
            .bind(0, stream)
            .mapTo(Long.class)
            .one());
  }
}
