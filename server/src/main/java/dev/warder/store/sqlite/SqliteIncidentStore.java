package dev.warder.store.sqlite;

import dev.warder.model.Fault;
import dev.warder.monitor.Incident;
import dev.warder.monitor.IncidentFilter;
import dev.warder.monitor.IncidentStore;
import dev.warder.monitor.Tolerance;
import java.util.List;
import java.util.Optional;

/// Incidents in the SQLite file.
public final class SqliteIncidentStore implements IncidentStore {
  private final SqliteDatabase database;

  public SqliteIncidentStore(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void save(Incident incident) {
    int written =
        database.inTransaction(h -> {
          int updated = IncidentRows.update(h, incident);
          return updated == 1 ? updated : IncidentRows.insert(h, incident);
        });
    if (written != 1) {
      throw new Fault.Stale("the incident changed meanwhile: look at it again");
    }
  }

  @Override
  public Optional<Incident> find(String id) {
    return database.inTransaction(h ->
        h.createQuery("SELECT * FROM incident WHERE id = ?")
            .bind(0, id)
            .map((row, c) -> IncidentRows.incident(row))
            .findOne());
  }

  @Override
  public List<Incident> list(IncidentFilter filter, String before, int limit) {
    return database.inTransaction(h -> IncidentRows.select(h, filter, before, limit));
  }

  @Override
  public void save(Tolerance tolerance) {
    int _ =
        database.inTransaction(h ->
            h.execute(
                "INSERT INTO tolerance (detector, principal, factor) VALUES (?, ?, ?)"
                    + " ON CONFLICT (detector, principal) DO UPDATE SET factor = excluded.factor",
                tolerance.detector(),
                tolerance.principal(),
                tolerance.factor()));
  }

  @Override
  public List<Tolerance> tolerances() {
    return database.inTransaction(h ->
        h.createQuery("SELECT detector, principal, factor FROM tolerance")
            .map((row, c) -> new Tolerance(row.getString(1), row.getString(2), row.getDouble(3)))
            .list());
  }
}
