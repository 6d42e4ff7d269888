package dev.warder.store.sqlite;

import static dev.warder.token.TokenFixtures.ALICE;
import static dev.warder.token.TokenFixtures.NOW;
import static dev.warder.token.TokenFixtures.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Binding;
import dev.warder.model.Ties;
import dev.warder.model.Token;
import dev.warder.token.Standing;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What principals and tokens depend on outlives the process.
class SqliteStandingStoreTest {
  @TempDir private Path folder;

  @Test
  void standingsAndTiesAreThereAfterARestart() {
    Standing first = new Standing("job", "alice", null, "", false);
    Standing second = new Standing("job", "alice", NOW, "left", true);
    Binding binding = new Binding(Binding.Way.DPOP, "x".repeat(43), true, true);
    Ties ties = new Ties(binding, List.of("tok_0"), "tok_0", List.of("agent"), 7);
    Token token =
        new Token(
            "tok_1",
            ALICE,
            "",
            List.of(),
            NOW,
            null,
            List.of(),
            null,
            new TreeMap<>(),
            digest("tok_1"),
            null,
            null,
            ties,
            1);
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("warder.db"))) {
      SqliteStandingStore store = new SqliteStandingStore(database);
      store.save(first);
      store.save(second);
      new SqliteTokenStore(database).insert(token, null);
    }
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("warder.db"))) {
      assertThat(new SqliteStandingStore(database).find("job")).contains(second);
      assertThat(new SqliteTokenStore(database).index().find("tok_1")).contains(token);
    }
  }
}
