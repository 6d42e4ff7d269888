package dev.warder.store.sqlite;

import dev.warder.notify.signal.Stream;
import dev.warder.notify.signal.StreamStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Streams of security events in the SQLite file.
public final class SqliteStreamStore implements StreamStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final SqliteDatabase database;

  public SqliteStreamStore(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public List<Stream> list() {
    return database.inTransaction(
        h -> h.createQuery("SELECT * FROM signal_stream").map((row, c) -> stream(row)).list());
  }

  @Override
  public void save(Stream stream) {
    @Nullable String url = null;
    @Nullable String authorization = null;
    if (stream.delivery() instanceof Stream.Delivery.Push push) {
      url = push.url();
      authorization = push.authorization();
    }
    Object[] values = {
      stream.id(),
      stream.owner(),
      url,
      authorization,
      JSON.writeValueAsString(stream.requested()),
      stream.description(),
      stream.status().name(),
      stream.reason(),
      JSON.writeValueAsString(stream.removed()),
      stream.createdAt().toEpochMilli()
    };
    int _ =
        database.inTransaction(h ->
            h.execute(
                "INSERT INTO signal_stream (id, owner, url, secret, requested, description, status,"
                    + " reason, removed, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (id) DO UPDATE SET url = excluded.url, secret ="
                    + " excluded.secret, requested = excluded.requested, description ="
                    + " excluded.description, status = excluded.status, reason = excluded.reason,"
                    + " removed = excluded.removed",
                values));
  }

  @Override
  public void remove(String id) {
    int _ =
        database.inTransaction(h -> {
          int events = h.execute("DELETE FROM signal_event WHERE stream = ?", id);
          return events + h.execute("DELETE FROM signal_stream WHERE id = ?", id);
        });
  }

  private static Stream stream(ResultSet row) throws SQLException {
    String url = row.getString("url");
    return new Stream(
        row.getString("id"),
        row.getString("owner"),
        url == null
            ? new Stream.Delivery.Poll()
            : new Stream.Delivery.Push(url, row.getString("secret")),
        JSON.readValue(row.getString("requested"), TEXTS),
        row.getString("description"),
        Stream.Status.valueOf(row.getString("status")),
        row.getString("reason"),
        JSON.readValue(row.getString("removed"), TEXTS),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }
}
