package dev.warder.store.sqlite;

import dev.warder.model.Effect;
import dev.warder.model.RateLimit;
import dev.warder.model.Restrictions;
import dev.warder.policy.Hold;
import dev.warder.policy.HoldStore;
import dev.warder.policy.Reaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Holds in the SQLite file.
public final class SqliteHoldStore implements HoldStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final SqliteDatabase database;

  public SqliteHoldStore(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void save(Hold hold) {
    long oldest = hold.from().minus(REMEMBERED).toEpochMilli();
    int _ =
        database.inTransaction(h -> {
          var _ = h.execute("DELETE FROM hold WHERE ended = 1 AND until_at < ?", oldest);
          return h.execute(
              "INSERT OR REPLACE INTO hold (id, whom, target, rule, cause, effect, points,"
                  + " from_at, until_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              hold.id(),
              hold.whom().name(),
              hold.target(),
              hold.rule(),
              hold.cause(),
              effect(hold.effect()),
              hold.points(),
              hold.from().toEpochMilli(),
              hold.until().toEpochMilli());
        });
  }

  @Override
  public void remove(String id) {
    int _ = database.inTransaction(h -> h.execute("UPDATE hold SET ended = 1 WHERE id = ?", id));
  }

  @Override
  public List<Hold> list() {
    return list(0);
  }

  @Override
  public List<Hold> past() {
    return list(1);
  }

  private List<Hold> list(int ended) {
    return database.inTransaction(h ->
        h.createQuery("SELECT * FROM hold WHERE ended = ? ORDER BY id")
            .bind(0, ended)
            .map((row, c) -> hold(row))
            .list());
  }

  private static Hold hold(ResultSet row) throws SQLException {
    return new Hold(
        row.getString("id"),
        Reaction.Whom.valueOf(row.getString("whom")),
        row.getString("target"),
        row.getString("rule"),
        row.getString("cause"),
        effect(row.getString("effect")),
        row.getDouble("points"),
        Instant.ofEpochMilli(row.getLong("from_at")),
        Instant.ofEpochMilli(row.getLong("until_at")));
  }

  private static @Nullable String effect(@Nullable Effect effect) {
    if (effect == null) {
      return null;
    }
    ObjectNode json = JSON.createObjectNode();
    switch (effect) {
      case Effect.Deny deny -> json.put("is", "deny");
      case Effect.StepUp(String acr, Duration age) ->
          json.put("is", "stepUp").put("acr", acr).put("maxAgeMillis", age.toMillis());
      case Effect.Restrict(Restrictions remaining) -> restrict(json, remaining);
      case Effect.Grant grant -> throw new IllegalArgumentException("a hold grants nothing");
      case Effect.Throttle throttle -> throw new IllegalArgumentException("no hold throttles");
    }
    return JSON.writeValueAsString(json);
  }

  private static void restrict(ObjectNode json, Restrictions remaining) {
    json.put("is", "restrict");
    json.putPOJO("scopes", remaining.scopes());
    json.putPOJO("methods", remaining.methods());
    json.putPOJO("routes", remaining.routes());
    RateLimit rate = remaining.rate();
    if (rate != null) {
      json.put("requests", rate.requests()).put("perMillis", rate.per().toMillis());
    }
  }

  private static @Nullable Effect effect(@Nullable String text) {
    if (text == null) {
      return null;
    }
    JsonNode json = JSON.readTree(text);
    return switch (json.path("is").asString()) {
      case "stepUp" ->
          new Effect.StepUp(
              json.path("acr").asString(), Duration.ofMillis(json.path("maxAgeMillis").asLong()));
      case "restrict" ->
          new Effect.Restrict(
              new Restrictions(
                  texts(json.path("scopes")),
                  texts(json.path("methods")),
                  texts(json.path("routes")),
                  json.has("requests")
                      ? new RateLimit(
                          json.path("requests").asInt(),
                          Duration.ofMillis(json.path("perMillis").asLong()))
                      : null));
      default -> new Effect.Deny(); // what cannot be read holds everything
    };
  }

  private static @Nullable List<String> texts(JsonNode list) {
    return list.isArray() ? JSON.convertValue(list, TEXTS) : null;
  }
}
