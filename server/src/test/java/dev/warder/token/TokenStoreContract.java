package dev.warder.token;

import static dev.warder.token.TokenFixtures.ALICE;
import static dev.warder.token.TokenFixtures.BILLING;
import static dev.warder.token.TokenFixtures.NOW;
import static dev.warder.token.TokenFixtures.digest;
import static dev.warder.token.TokenFixtures.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Cidr;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.RateLimit;
import dev.warder.model.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// What every store of tokens must do.
public abstract class TokenStoreContract {
  private static final int RACERS = 8;
  private static final CreationRequest REQUEST =
      new CreationRequest(new IdempotencyKey("admin", "key-1"), "hash");

  /// A store that is empty at each test's start.
  protected abstract TokenStore store();

  /// The same records, as they are found after a restart; the store itself where it keeps none.
  protected abstract TokenStore reopened();

  @Test
  void storedTokenIsFoundWhole() {
    Token full =
        new Token(
            "tok_1",
            ALICE,
            "a name, with ünïcode \uD83D\uDD11",
            List.of("orders:read", "orders:write"),
            NOW,
            NOW.plusMillis(1234567),
            List.of(Cidr.parse("10.0.0.0/8").orElseThrow(), Cidr.parse("::/0").orElseThrow()),
            new RateLimit(100, Duration.ofMillis(1500)),
            new TreeMap<>(Map.of("team", "a b", "\"quoted\"", "")),
            digest("now"),
            new Token.Superseded(digest("before"), NOW.plusSeconds(60)),
            new Token.Revocation(NOW.plusSeconds(30), "leaked"),
            7);
    assertThat(store().insert(full, null)).isEqualTo(new Insertion.Stored());
    assertThat(store().index().find("tok_1")).contains(full);
    assertThat(reopened().index().find("tok_1")).contains(full);
  }

  @Test
  void bareTokenIsFoundWhole() {
    Token bare = token("tok_1", ALICE);
    store().insert(bare, null);
    assertThat(reopened().index().find("tok_1")).contains(bare);
    assertThat(store().index().find("tok_")).isEmpty();
    assertThat(store().index().find("TOK_1")).isEmpty();
  }

  @Test
  void storedTokenIsFoundByItsDigestOnly() {
    Token token = token("tok_1", ALICE);
    store().insert(token, null);
    assertThat(store().index().findByDigest(digest("tok_1"))).contains(token);
    assertThat(reopened().index().findByDigest(digest("tok_1"))).contains(token);
    assertThat(store().index().findByDigest(digest("tok_2"))).isEmpty();
    assertThat(store().index().keyIds()).containsExactly("1");
  }

  @Test
  void rotatedTokenIsFoundByItsNewAndItsLastDigest() {
    Token first = token("tok_1", ALICE);
    store().insert(first, null);
    Token second = TokenEdits.rotated(first, digest("second"), NOW.plusSeconds(60));
    Token third = TokenEdits.rotated(second, digest("third"), NOW.plusSeconds(60));

    assertThat(store().replace(second)).isTrue();
    assertThat(store().index().findByDigest(digest("tok_1"))).contains(second);
    assertThat(store().index().findByDigest(digest("second"))).contains(second);

    assertThat(store().replace(third)).isTrue();
    TokenIndex index = reopened().index();
    assertThat(index.findByDigest(digest("tok_1"))).isEmpty();
    assertThat(index.findByDigest(digest("second"))).contains(third);
    assertThat(index.findByDigest(digest("third"))).contains(third);
  }

  @Test
  void idAndDigestAreTakenOnce() {
    store().insert(token("tok_1", ALICE), null);
    Token sameDigest = TokenEdits.rotated(token("tok_2", ALICE), digest("tok_1"), Instant.EPOCH);
    assertThat(store().insert(token("tok_1", ALICE), null)).isEqualTo(new Insertion.Taken());
    assertThat(store().insert(sameDigest, null)).isEqualTo(new Insertion.Taken());
    assertThat(reopened().list(TokenFilter.ALL, null, 10)).hasSize(1);
  }

  @Test
  void principalHasOneKind() {
    Principal impostor = new Principal("alice", PrincipalKind.SERVICE);
    store().insert(token("tok_1", ALICE), null);
    assertThat(store().index().kindOf("alice")).contains(PrincipalKind.USER);
    assertThat(store().insert(token("tok_2", impostor), null))
        .isEqualTo(new Insertion.OtherKind(PrincipalKind.USER));
    assertThat(reopened().insert(token("tok_3", impostor), null))
        .isEqualTo(new Insertion.OtherKind(PrincipalKind.USER));
    assertThat(store().index().find("tok_2")).isEmpty();
  }

  @Test
  void replacingNeedsTheVersionBefore() {
    Token first = token("tok_1", ALICE);
    Token second = TokenEdits.revoked(first, new Token.Revocation(NOW, ""));
    assertThat(store().replace(second)).isFalse();
    store().insert(first, null);
    assertThat(store().replace(first)).isFalse();
    assertThat(store().replace(second)).isTrue();
    assertThat(store().replace(second)).isFalse();
    assertThat(reopened().index().find("tok_1")).contains(second);
  }

  @Test
  void ofConcurrentReplacementsOneWins() throws Exception {
    Token first = token("tok_1", ALICE);
    store().insert(first, null);
    List<Boolean> won =
        race(i -> () -> store().replace(TokenEdits.rotated(first, digest("" + i), NOW)));
    assertThat(won).containsOnlyOnce(true);
    assertThat(reopened().index().find("tok_1").orElseThrow().version()).isEqualTo(2);
    assertThat(reopened().index().find("tok_1")).isEqualTo(store().index().find("tok_1"));
  }

  @Test
  void repeatedRequestStoresNothing() {
    Token token = token("tok_1", ALICE);
    store().insert(token, REQUEST);
    Creation earlier = new Creation("hash", token);
    assertThat(store().insert(token("tok_2", ALICE), REQUEST))
        .isEqualTo(new Insertion.Repeated(earlier));
    assertThat(reopened().creation(REQUEST.key())).contains(earlier);
    assertThat(store().index().find("tok_2")).isEmpty();
  }

  @Test
  void requestsOfDifferentCallersDoNotMeet() {
    IdempotencyKey others = new IdempotencyKey("somebody", "key-1");
    store().insert(token("tok_1", ALICE), REQUEST);
    assertThat(store().creation(others)).isEmpty();
    assertThat(store().insert(token("tok_2", ALICE), new CreationRequest(others, "hash")))
        .isEqualTo(new Insertion.Stored());
  }

  @Test
  void requestIsRememberedForADay() {
    store().insert(token("tok_1", ALICE), REQUEST);
    store().insert(later("tok_2", Duration.ofHours(24)), request("key-2"));
    assertThat(store().creation(REQUEST.key())).isPresent();
    store().insert(later("tok_3", Duration.ofHours(25)), request("key-3"));
    assertThat(store().creation(REQUEST.key())).isEmpty();
    assertThat(store().creation(request("key-2").key())).isPresent();
  }

  @Test
  void ofConcurrentRequestsWithOneKeyOneStores() throws Exception {
    List<Insertion> all = race(i -> () -> store().insert(token("tok_" + i, ALICE), REQUEST));
    assertThat(all).containsOnlyOnce(new Insertion.Stored());
    List<Token> stored = reopened().list(TokenFilter.ALL, null, 100);
    assertThat(stored).hasSize(1);
    Insertion repeated = new Insertion.Repeated(new Creation("hash", stored.getFirst()));
    assertThat(all).filteredOn(repeated::equals).hasSize(RACERS - 1);
  }

  @Test
  void ofConcurrentKindsOfOnePrincipalOneStands() throws Exception {
    PrincipalKind[] kinds = PrincipalKind.values();
    race(i ->
        () -> store().insert(token("tok_" + i, new Principal("p", kinds[i % kinds.length])), null));
    Set<PrincipalKind> stored = new HashSet<>();
    reopened().list(TokenFilter.ALL, null, 100).forEach(t -> stored.add(t.principal().kind()));
    assertThat(stored).hasSize(1);
  }

  @Test
  void pagesNeitherRepeatNorSkipWhileTokensAreAdded() {
    List<String> ids = new ArrayList<>();
    for (int i = 10; i < 30; i++) {
      ids.add("tok_" + i);
      store().insert(token("tok_" + i, i % 2 == 0 ? ALICE : BILLING), null);
    }
    List<String> read = new ArrayList<>();
    String after = null;
    for (List<Token> page = store().list(TokenFilter.ALL, null, 7);
        !page.isEmpty();
        page = store().list(TokenFilter.ALL, after, 7)) {
      page.forEach(t -> read.add(t.id()));
      after = page.getLast().id();
      store().insert(token("tok_0" + read.size(), ALICE), null); // before all of them
    }
    assertThat(read).isEqualTo(ids);
  }

  @Test
  void listHoldsWhatMatches() {
    Token tagged = tagged("tok_1", Map.of("env", "prod"));
    store().insert(tagged, null);
    store().insert(tagged("tok_2", Map.of("env", "test")), null);
    store().insert(token("tok_3", BILLING), null);
    assertThat(list(new TokenFilter("alice", null, null))).containsExactly("tok_1", "tok_2");
    assertThat(list(new TokenFilter("alic", null, null))).isEmpty();
    assertThat(list(new TokenFilter(null, PrincipalKind.SERVICE, null))).containsExactly("tok_3");
    assertThat(list(new TokenFilter(null, null, new TokenFilter.Tag("env", "prod"))))
        .containsExactly("tok_1");
    assertThat(list(new TokenFilter(null, null, new TokenFilter.Tag("env", null))))
        .containsExactly("tok_1", "tok_2");
  }

  private List<String> list(TokenFilter filter) {
    return reopened().list(filter, null, 10).stream().map(Token::id).toList();
  }

  private static Token later(String id, Duration by) {
    Token t = token(id, ALICE);
    return new Token(
        id,
        ALICE,
        "",
        List.of(),
        NOW.plus(by),
        null,
        List.of(),
        null,
        t.tags(),
        t.digest(),
        null,
        null,
        1);
  }

  private static Token tagged(String id, Map<String, String> tags) {
    TokenChange change =
        new TokenChange(null, null, new Edit.Keep<>(), null, null, new Edit.Keep<>(), tags);
    return TokenEdits.changed(token(id, ALICE), change, NOW);
  }

  private static CreationRequest request(String key) {
    return new CreationRequest(new IdempotencyKey("admin", key), "hash");
  }

  private static <T> List<T> race(IntFunction<Callable<T>> racers) throws Exception {
    CyclicBarrier start = new CyclicBarrier(RACERS);
    try (ExecutorService threads = Executors.newFixedThreadPool(RACERS)) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        Callable<T> racer = racers.apply(i);
        running.add(
            threads.submit(() -> {
              start.await();
              return racer.call();
            }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    }
  }
}
