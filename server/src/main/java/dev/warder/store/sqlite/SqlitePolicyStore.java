package dev.warder.store.sqlite;

import dev.warder.policy.AppliedPolicies;
import dev.warder.policy.Origin;
import dev.warder.policy.PolicySource;
import dev.warder.policy.PolicyStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Policies in the SQLite file, one row for each application and one for each of its files.
public final class SqlitePolicyStore implements PolicyStore {
  private static final String SELECT =
      "SELECT number, revision, time, actor, origin FROM policy_set ";

  private final SqliteDatabase database;

  public SqlitePolicyStore(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public AppliedPolicies append(AppliedPolicies applied) {
    return database.inTransaction(handle -> insert(handle, applied));
  }

  private static AppliedPolicies insert(Handle handle, AppliedPolicies applied) {
    handle.execute(
        "INSERT INTO policy_set (revision, time, actor, origin) VALUES (?, ?, ?, ?)",
        applied.revision(),
        applied.time().toEpochMilli(),
        applied.actor(),
        applied.origin().wire());
    long number = handle.select("SELECT last_insert_rowid()").mapTo(Long.class).one();
    for (PolicySource source : applied.sources()) {
      handle.execute(
          "INSERT INTO policy_source (number, name, yaml) VALUES (?, ?, ?)",
          number,
          source.name(),
          source.yaml());
    }
    handle.execute("DELETE FROM policy_source WHERE number <= ?", number - KEPT);
    handle.execute("DELETE FROM policy_set WHERE number <= ?", number - KEPT);
    return applied.withNumber(number);
  }

  @Override
  public Optional<AppliedPolicies> newest() {
    return list(Long.MAX_VALUE, 1).stream().findFirst();
  }

  @Override
  public Optional<AppliedPolicies> find(String revision) {
    return database.inTransaction(handle ->
        read(
                handle,
                handle.select(SELECT + "WHERE revision = ? ORDER BY number DESC LIMIT 1", revision))
            .stream()
            .findFirst());
  }

  @Override
  public List<AppliedPolicies> list(long before, int limit) {
    return database.inTransaction(handle ->
        read(
            handle,
            handle.select(
                SELECT + "WHERE number < ? ORDER BY number DESC LIMIT ?", before, limit)));
  }

  private static List<AppliedPolicies> read(Handle handle, Query query) {
    return query
        .map((row, context) ->
            new AppliedPolicies(
                row.getLong(1),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getString(4),
                Origin.of(row.getString(5)).orElse(Origin.APPLIED),
                List.of()))
        .list()
        .stream()
        .map(head -> withSources(handle, head))
        .toList();
  }

  private static AppliedPolicies withSources(Handle handle, AppliedPolicies head) {
    List<PolicySource> sources =
        handle
            .select(
                "SELECT name, yaml FROM policy_source WHERE number = ? ORDER BY name",
                head.number())
            .map((row, context) -> new PolicySource(row.getString(1), row.getString(2)))
            .list();
    return new AppliedPolicies(
        head.number(), head.revision(), head.time(), head.actor(), head.origin(), sources);
  }
}
