package dev.warder.store.sqlite;

import dev.warder.stepup.Factor;
import dev.warder.stepup.FactorStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What people prove themselves with, in the SQLite file.
public final class SqliteFactorStore implements FactorStore {
  private final SqliteDatabase database;

  public SqliteFactorStore(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public List<Factor> of(String principal) {
    return database.inTransaction(handle ->
        handle
            .createQuery("SELECT * FROM factor WHERE principal = ? ORDER BY id")
            .bind(0, principal)
            .map((row, context) -> factor(row))
            .list());
  }

  @Override
  public void add(String principal, List<Factor> added, List<Factor.Kind> replaced) {
    int _ =
        database.inTransaction(handle -> {
          for (Factor.Kind kind : replaced) {
            handle.execute(
                "DELETE FROM factor WHERE principal = ? AND kind = ?", principal, kind.wire());
          }
          added.forEach(factor -> insert(handle, factor));
          return added.size();
        });
  }

  private static void insert(Handle handle, Factor factor) {
    handle.execute(
        "INSERT INTO factor (id, principal, kind, name, created_at, data, counter)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        factor.id(),
        factor.principal(),
        factor.kind().wire(),
        factor.name(),
        factor.createdAt().toEpochMilli(),
        factor.data(),
        factor.counter());
  }

  @Override
  public boolean advance(Factor before, long counter) {
    int advanced =
        database.inTransaction(handle ->
            handle.execute(
                "UPDATE factor SET counter = ? WHERE id = ? AND counter = ? AND counter < ?",
                counter,
                before.id(),
                before.counter(),
                counter));
    return advanced == 1;
  }

  @Override
  public boolean remove(String principal, String id) {
    int removed =
        database.inTransaction(handle ->
            handle.execute("DELETE FROM factor WHERE principal = ? AND id = ?", principal, id));
    return removed == 1;
  }

  private static Factor factor(ResultSet row) throws SQLException {
    return new Factor(
        row.getString("id"),
        row.getString("principal"),
        Factor.Kind.of(row.getString("kind")).orElseThrow(),
        row.getString("name"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        row.getString("data"),
        row.getLong("counter"));
  }
}
