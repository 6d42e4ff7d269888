package dev.warder.store.sqlite;

import dev.warder.model.Address;
import dev.warder.token.LastUse;
import dev.warder.token.UseLog;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Last uses in SQLite.
public final class SqliteUseLog implements UseLog {
  private final SqliteDatabase database;

  public SqliteUseLog(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void record(Map<String, LastUse> byTokenId) {
    database.inTransaction(h -> {
      PreparedBatch batch =
          h.prepareBatch(
              "INSERT INTO token_use (token, at, address) VALUES (?, ?, ?) ON CONFLICT (token)"
                  + " DO UPDATE SET at = excluded.at, address = excluded.address"
                  + " WHERE excluded.at >= at");
      byTokenId.forEach((id, use) -> {
        String address = use.address() == null ? null : use.address().toString();
        batch.add(id, use.at().toEpochMilli(), address);
      });
      return batch.execute();
    });
  }

  @Override
  public Map<String, LastUse> read(Set<String> tokenIds) {
    Map<String, LastUse> uses = new HashMap<>();
    return database.inTransaction(h -> {
      for (String id : tokenIds) {
        h.createQuery("SELECT at, address FROM token_use WHERE token = ?")
            .bind(0, id)
            .map((row, c) -> use(row.getLong("at"), row.getString("address")))
            .findOne()
            .ifPresent(use -> uses.put(id, use));
      }
      return uses;
    });
  }

  private static LastUse use(long at, @Nullable String address) {
    return new LastUse(
        Instant.ofEpochMilli(at), address == null ? null : Address.parse(address).orElse(null));
  }
}
