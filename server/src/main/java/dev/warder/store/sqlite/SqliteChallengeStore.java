package dev.warder.store.sqlite;

import dev.warder.stepup.ChallengeStore;
import dev.warder.stepup.ProofRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Challenges in the SQLite file.
public final class SqliteChallengeStore implements ChallengeStore {
  private final SqliteDatabase database;

  public SqliteChallengeStore(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void save(List<ProofRequest> requests) {
    int _ =
        database.inTransaction(handle -> {
          requests.forEach(request -> ChallengeRows.save(handle, request));
          return requests.size();
        });
  }

  @Override
  public boolean settle(ProofRequest after) {
    int settled = database.inTransaction(handle -> ChallengeRows.settle(handle, after));
    return settled == 1;
  }

  @Override
  public Optional<ProofRequest> find(String id) {
    return database.inTransaction(handle ->
        handle
            .createQuery("SELECT * FROM challenge WHERE id = ?")
            .bind(0, id)
            .map((row, context) -> ChallengeRows.request(row))
            .findOne());
  }

  @Override
  public List<ProofRequest> live(Instant now) {
    return database.inTransaction(handle ->
        handle
            .createQuery(
                "SELECT * FROM challenge WHERE (state IN ('open', 'denied', 'locked') AND"
                    + " expires_at > :now) OR (state = 'met' AND proof_until > :now AND proof_spent"
                    + " = 0) ORDER BY id")
            .bind("now", now.toEpochMilli())
            .map((row, context) -> ChallengeRows.request(row))
            .list());
  }

  @Override
  public void prune(Instant before) {
    int _ =
        database.inTransaction(handle ->
            handle.execute("DELETE FROM challenge WHERE opened_at < ?", before.toEpochMilli()));
  }
}
