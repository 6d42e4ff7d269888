package dev.warder.store.sqlite;

import static dev.warder.token.TokenFixtures.ALICE;
import static dev.warder.token.TokenFixtures.NOW;
import static dev.warder.token.TokenFixtures.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Fault;
import dev.warder.model.StartupFailure;
import dev.warder.model.Token;
import dev.warder.token.Insertion;
import dev.warder.token.TokenStore;
import dev.warder.token.TokenStoreContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTokenStoreTest extends TokenStoreContract {
  @TempDir Path folder;
  private SqliteDatabase database;
  private SqliteTokenStore store;

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(folder.resolve("warder.db"));
    store = new SqliteTokenStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected TokenStore store() {
    return store;
  }

  @Override
  protected TokenStore reopened() {
    close();
    open();
    return store;
  }

  @Test
  void heapDoesNotRunAheadOfAFileThatCannotBeWritten() {
    Token first = token("tok_1", ALICE);
    store.insert(first, null);
    for (String write : List.of("INSERT", "UPDATE")) {
      String trigger = " BEFORE " + write + " ON token BEGIN SELECT RAISE(FAIL, 'broken'); END";
      database.inTransaction(h -> h.execute("CREATE TRIGGER broken_" + write + trigger));
    }

    assertThatThrownBy(() -> store.insert(token("tok_2", ALICE), null))
        .isInstanceOf(Fault.Unavailable.class);
    assertThatThrownBy(() -> store.replace(revoked(first))).isInstanceOf(Fault.Unavailable.class);
    assertThat(store.index().find("tok_2")).isEmpty();
    assertThat(store.index().find("tok_1")).contains(first);

    database.inTransaction(h -> h.execute("DROP TRIGGER broken_UPDATE"));
    assertThat(store.replace(revoked(first))).isTrue();
  }

  /// The limit on pages stands for a disk without room: SQLite answers SQLITE_FULL for both.
  @Test
  void fullDiskLosesNothingAndLetsNothingThrough() {
    long pages =
        database.inTransaction(h -> h.createQuery("PRAGMA page_count").mapTo(long.class).one());
    database.inTransaction(
        h -> h.createQuery("PRAGMA max_page_count = " + (pages + 4)).mapTo(long.class).one());
    int[] stored = {0};
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                store.insert(token("tok_" + i, ALICE), null);
                stored[0]++;
              }
            })
        .isInstanceOf(Fault.Unavailable.class);
    assertThat(stored[0]).isPositive();
    assertThat(store.index().find("tok_" + stored[0])).isEmpty();
    assertThat(store.insert(token("tok_room", ALICE), null)).isEqualTo(new Insertion.Stored());
    TokenStore after = reopened();
    assertThat(after.index().find("tok_" + (stored[0] - 1))).isPresent();
    assertThat(after.index().find("tok_" + stored[0])).isEmpty();
    assertThat(after.index().find("tok_room")).isPresent();
  }

  @Test
  void changeThatReachedTheDiskUnnoticedIsTakenOver() {
    Token first = token("tok_1", ALICE);
    store.insert(first, null);
    database.inTransaction(
        h -> h.execute("UPDATE token SET version = 2, revoked_at = 5, revocation_reason = 'x'"));
    assertThat(store.replace(revoked(first))).isFalse();
    assertThat(store.index().find("tok_1").orElseThrow().revocation())
        .isEqualTo(new Token.Revocation(Instant.ofEpochMilli(5), "x"));
  }

  /// A network that cannot be read must not become "from anywhere".
  @Test
  void unreadableTokenStopsTheStart() {
    store.insert(token("tok_1", ALICE), null);
    database.inTransaction(h -> h.execute("UPDATE token SET allow_cidrs = '10.0.0.0/99'"));
    assertThatThrownBy(() -> new SqliteTokenStore(database)).isInstanceOf(StartupFailure.class);
  }

  private static Token revoked(Token t) {
    return new Token(
        t.id(),
        t.principal(),
        t.name(),
        t.scopes(),
        t.createdAt(),
        t.expiresAt(),
        t.allowCidrs(),
        t.rateLimit(),
        new TreeMap<>(t.tags()),
        t.digest(),
        t.previous(),
        new Token.Revocation(NOW, "leaked"),
        t.version() + 1);
  }
}
