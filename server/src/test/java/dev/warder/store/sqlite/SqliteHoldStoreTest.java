package dev.warder.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Effect;
import dev.warder.model.RateLimit;
import dev.warder.model.Restrictions;
import dev.warder.policy.Hold;
import dev.warder.policy.Reaction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteHoldStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir private Path folder;

  private static Hold hold(String id, @Nullable Effect effect, double points) {
    return new Hold(
        id,
        Reaction.Whom.PRINCIPAL,
        "alice",
        "rule",
        "inc_1",
        effect,
        points,
        NOON,
        NOON.plusSeconds(60));
  }

  @Test
  void everyKindOfHoldOutlivesTheProcess() {
    List<Hold> all =
        List.of(
            hold("hld_1", new Effect.Deny(), 0),
            hold("hld_2", new Effect.StepUp("mfa", Duration.ofMinutes(5)), 0),
            hold(
                "hld_3",
                new Effect.Restrict(
                    new Restrictions(
                        List.of("*:read"), null, null, new RateLimit(5, Duration.ofMinutes(1)))),
                0),
            hold(
                "hld_4",
                new Effect.Restrict(new Restrictions(null, List.of("GET"), null, null)),
                0),
            hold("hld_5", null, 2.5));
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("warder.db"))) {
      SqliteHoldStore store = new SqliteHoldStore(database);
      all.forEach(store::save);
      store.save(all.getFirst());
      store.save(hold("hld_6", new Effect.Deny(), 0));
      store.remove("hld_6");
    }
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("warder.db"))) {
      SqliteHoldStore store = new SqliteHoldStore(database);
      assertThat(store.list()).isEqualTo(all);
      assertThat(store.past()).containsExactly(hold("hld_6", new Effect.Deny(), 0));
    }
  }

  @Test
  void whatWasEndedIsForgottenAMonthAfterItWouldHaveBeenOver() {
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("warder.db"))) {
      SqliteHoldStore store = new SqliteHoldStore(database);
      store.save(hold("hld_1", null, 1));
      store.remove("hld_1");
      store.save(at("hld_2", NOON.plus(Duration.ofDays(30))));
      assertThat(store.past()).hasSize(1);
      store.save(at("hld_3", NOON.plus(Duration.ofDays(31))));
      assertThat(store.past()).isEmpty();
      assertThat(store.list()).extracting(Hold::id).containsExactly("hld_2", "hld_3");
    }
  }

  private static Hold at(String id, Instant from) {
    return new Hold(
        id, Reaction.Whom.TOKEN, "tok_1", "rule", "inc_2", null, 1, from, from.plusSeconds(60));
  }
}
