package dev.warder.store.sqlite;

import dev.warder.notify.outbox.Delivery;
import dev.warder.notify.outbox.NoticeJson;
import dev.warder.notify.outbox.OutboxStore;
import java.time.Instant;
import java.util.List;

/// Deliveries in the SQLite file.
public final class SqliteOutboxStore implements OutboxStore {
  private final SqliteDatabase database;

  public SqliteOutboxStore(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void add(List<Delivery> deliveries) {
    int _ =
        database.inTransaction(h -> {
          int added = 0;
          for (Delivery each : deliveries) {
            added +=
                h.execute(
                    "INSERT INTO outbox (notice, target, address, body, attempts, next_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    each.notice().id(),
                    each.target(),
                    each.address(),
                    NoticeJson.write(each.notice()),
                    each.attempts(),
                    each.next().toEpochMilli());
          }
          return added;
        });
  }

  @Override
  public List<Delivery> due(String target, Instant now, int limit) {
    return database.inTransaction(h ->
        h.createQuery(
                "SELECT target, address, body, attempts, next_at FROM outbox"
                    + " WHERE target = ? AND next_at <= ? ORDER BY next_at, notice LIMIT ?")
            .bind(0, target)
            .bind(1, now.toEpochMilli())
            .bind(2, limit)
            .map((row, c) ->
                new Delivery(
                    NoticeJson.read(row.getString(3)),
                    row.getString(1),
                    row.getString(2),
                    row.getInt(4),
                    Instant.ofEpochMilli(row.getLong(5))))
            .list());
  }

  @Override
  public void later(Delivery delivery) {
    int _ =
        database.inTransaction(h ->
            h.execute(
                "UPDATE outbox SET attempts = ?, next_at = ?"
                    + " WHERE notice = ? AND target = ? AND address = ?",
                delivery.attempts(),
                delivery.next().toEpochMilli(),
                delivery.notice().id(),
                delivery.target(),
                delivery.address()));
  }

  @Override
  public void remove(Delivery delivery) {
    int _ =
        database.inTransaction(h ->
            h.execute(
                "DELETE FROM outbox WHERE notice = ? AND target = ? AND address = ?",
                delivery.notice().id(),
                delivery.target(),
                delivery.address()));
  }

  @Override
  public long waiting(String target) {
    return database.inTransaction(h ->
        h.createQuery("SELECT count(*) FROM outbox WHERE target = ?")
            .bind(0, target)
            .mapTo(Long.class)
            .one());
  }
}
