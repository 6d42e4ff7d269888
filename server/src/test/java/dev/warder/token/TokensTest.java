package dev.warder.token;

import static dev.warder.token.TokenFixtures.ALICE;
import static dev.warder.token.TokenFixtures.BILLING;
import static dev.warder.token.TokenFixtures.NOW;
import static dev.warder.token.TokenFixtures.RANDOM;
import static dev.warder.token.TokenFixtures.ids;
import static dev.warder.token.TokenFixtures.peppers;
import static dev.warder.token.TokenFixtures.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Cidr;
import dev.warder.model.Fault;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.RateLimit;
import dev.warder.model.Token;
import dev.warder.store.memory.MemoryTokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
  private static final IdempotencyKey KEY = new IdempotencyKey("admin", "key-1");

  private final TokenFixtures.Clock clock = new TokenFixtures.Clock();
  private final MemoryTokenStore store = new MemoryTokenStore();
  private final Tokens tokens = new Tokens(store, peppers(), ids(clock), RANDOM, clock);

  @Test
  void preparedTokenIsNotThereBeforeItsCommit() {
    Prepared<Issued> prepared = tokens.create(wanted(ALICE), null);
    assertThat(prepared.before()).isNull();
    assertThat(prepared.changes()).isTrue();
    assertThat(store.index().find(prepared.after().id())).isEmpty();
    assertThat(prepared.commit().token()).isEqualTo(prepared.after());
    assertThat(tokens.find(prepared.after().id())).isEqualTo(prepared.after());
  }

  @Test
  void committingTwiceMakesNoSecondToken() {
    Prepared<Issued> prepared = tokens.create(wanted(ALICE), null);
    prepared.commit();
    assertThatThrownBy(prepared::commit).isInstanceOf(Fault.Conflict.class);
  }

  @Test
  void repeatedCreationAnswersTheSameRecordWithoutTheSecret() {
    Issued first = tokens.create(wanted(ALICE), KEY).commit();
    Prepared<Issued> second = tokens.create(wanted(ALICE), KEY);
    assertThat(second.changes()).isFalse();
    assertThat(second.commit()).isEqualTo(new Issued(first.token(), null, true));
    assertThat(first.secret()).isNotNull();
  }

  @Test
  void creationThatLostItsRaceAnswersTheWinnersRecord() {
    Prepared<Issued> one = tokens.create(wanted(ALICE), KEY);
    Prepared<Issued> other = tokens.create(wanted(ALICE), KEY);
    Issued won = one.commit();
    assertThat(other.commit()).isEqualTo(new Issued(won.token(), null, true));
  }

  @Test
  void oneKeyForTwoRequestsIsUnprocessable() {
    Prepared<Issued> raced = tokens.create(wanted(BILLING), KEY);
    tokens.create(wanted(ALICE), KEY).commit();
    assertThatThrownBy(() -> tokens.create(wanted(BILLING), KEY))
        .isInstanceOf(Fault.Unprocessable.class);
    assertThatThrownBy(raced::commit).isInstanceOf(Fault.Unprocessable.class);
    assertThatThrownBy(() -> tokens.importKey(wanted(ALICE), "ab".repeat(32), KEY))
        .isInstanceOf(Fault.Unprocessable.class);
  }

  @Test
  void principalOfAnotherKindIsAConflict() {
    tokens.create(wanted(ALICE), null).commit();
    Principal impostor = new Principal("alice", PrincipalKind.AGENT);
    assertThatThrownBy(() -> tokens.create(wanted(impostor), null))
        .isInstanceOf(Fault.Conflict.class);
  }

  @Test
  void changeTouchesWhatItNames() {
    Token before = tokens.create(full(), null).commit().token();
    Prepared<Token> renamed = tokens.change(before.id(), rename("new"), null);
    assertThat(renamed.before()).isEqualTo(before);
    Token after = renamed.commit();
    assertThat(after.name()).isEqualTo("new");
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after)
        .usingRecursiveComparison()
        .ignoringFields("name", "version")
        .isEqualTo(before);
  }

  @Test
  void changeMayClearAndSetWhatMayBeAbsent() {
    String id = tokens.create(full(), null).commit().token().id();
    Token cleared =
        tokens.change(id, edit(new Edit.Clear<>(), null, new Edit.Clear<>()), null).commit();
    assertThat(cleared.expiresAt()).isNull();
    assertThat(cleared.rateLimit()).isNull();
    RateLimit limit = new RateLimit(5, Duration.ofSeconds(1));
    Instant until = NOW.plusSeconds(9);
    Token set =
        tokens.change(id, edit(new Edit.Set<>(until), null, new Edit.Set<>(limit)), null).commit();
    assertThat(set.expiresAt()).isEqualTo(until);
    assertThat(set.rateLimit()).isEqualTo(limit);
    Duration ttl = Duration.ofHours(1);
    Token lasting =
        tokens.change(id, edit(new Edit.Keep<>(), ttl, new Edit.Keep<>()), null).commit();
    assertThat(lasting.expiresAt()).isEqualTo(NOW.plus(ttl));
  }

  @Test
  void changeIntoTheSameIsNone() {
    Token token = tokens.create(full(), null).commit().token();
    Prepared<Token> same = tokens.change(token.id(), rename(token.name()), null);
    assertThat(same.changes()).isFalse();
    assertThat(same.commit()).isEqualTo(token);
  }

  @Test
  void changeOfAnOldVersionIsStale() {
    Token token = tokens.create(full(), null).commit().token();
    Prepared<Token> raced = tokens.change(token.id(), rename("lost"), null);
    tokens.change(token.id(), rename("won"), token.version()).commit();
    assertThatThrownBy(raced::commit).isInstanceOf(Fault.Stale.class);
    assertThatThrownBy(() -> tokens.change(token.id(), rename("late"), token.version()))
        .isInstanceOf(Fault.Stale.class);
    assertThat(tokens.find(token.id()).name()).isEqualTo("won");
  }

  @Test
  void expiryLiesInTheFuture() {
    String id = tokens.create(full(), null).commit().token().id();
    for (Instant at : List.of(NOW, NOW.minusSeconds(1), NOW.plus(Duration.ofDays(3654)))) {
      TokenChange change = edit(new Edit.Set<>(at), null, new Edit.Keep<>());
      assertThatThrownBy(() -> tokens.change(id, change, null)).isInstanceOf(Fault.Invalid.class);
    }
  }

  /// CVE-2025-64521: what is deactivated comes back by no other way.
  @Test
  void revokedTokenIsNeitherChangedNorRotated() {
    String id = tokens.create(full(), null).commit().token().id();
    Prepared<Issued> rotation = tokens.rotate(id, Duration.ZERO);
    Prepared<Token> change = tokens.change(id, rename("new"), null);
    tokens.revoke(id, "leaked").commit();
    assertThatThrownBy(rotation::commit).isInstanceOf(Fault.Stale.class);
    assertThatThrownBy(change::commit).isInstanceOf(Fault.Stale.class);
    assertThatThrownBy(() -> tokens.change(id, rename("new"), null))
        .isInstanceOf(Fault.Conflict.class);
    assertThatThrownBy(() -> tokens.rotate(id, Duration.ZERO)).isInstanceOf(Fault.Conflict.class);
    assertThat(tokens.find(id).isRevoked()).isTrue();
  }

  @Test
  void expiredTokenIsNeitherProlongedNorRotated() {
    String id = tokens.create(full(), null).commit().token().id();
    clock.advance(Duration.ofDays(2));
    TokenChange prolong = edit(new Edit.Clear<>(), null, new Edit.Keep<>());
    assertThatThrownBy(() -> tokens.change(id, prolong, null)).isInstanceOf(Fault.Conflict.class);
    assertThatThrownBy(() -> tokens.rotate(id, Duration.ZERO)).isInstanceOf(Fault.Conflict.class);
  }

  @Test
  void revokingAgainKeepsTheFirstReason() {
    String id = tokens.create(full(), null).commit().token().id();
    Token first = tokens.revoke(id, "leaked").commit();
    clock.advance(Duration.ofMinutes(1));
    Prepared<Token> again = tokens.revoke(id, "again");
    assertThat(again.changes()).isFalse();
    assertThat(again.commit()).isEqualTo(first);
    assertThat(first.revocation()).isEqualTo(new Token.Revocation(NOW, "leaked"));
  }

  @Test
  void revocationWinsOverAChangeMadeMeanwhile() {
    String id = tokens.create(full(), null).commit().token().id();
    Prepared<Token> revocation = tokens.revoke(id, "leaked");
    tokens.change(id, rename("new"), null).commit();
    Token revoked = revocation.commit();
    assertThat(revoked.isRevoked()).isTrue();
    assertThat(revoked.name()).isEqualTo("new");
  }

  @Test
  void expiredTokenMayBeRevoked() {
    String id = tokens.create(full(), null).commit().token().id();
    clock.advance(Duration.ofDays(2));
    assertThat(tokens.revoke(id, "").commit().isRevoked()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT1S", "PT721H"})
  void graceIsBounded(Duration grace) {
    String id = tokens.create(full(), null).commit().token().id();
    assertThatThrownBy(() -> tokens.rotate(id, grace)).isInstanceOf(Fault.Invalid.class);
  }

  /// CVE-2026-40264, CVE-2026-4630: only the whole id of a token that is there will do.
  @ParameterizedTest
  @ValueSource(strings = {"", "tok_", "tok_%", "' OR 1=1 --", "../1"})
  void whatIsNoIdIsNotFound(String id) {
    tokens.create(full(), null).commit();
    assertThatThrownBy(() -> tokens.find(id)).isInstanceOf(Fault.NotFound.class);
    assertThatThrownBy(() -> tokens.revoke(id, "")).isInstanceOf(Fault.NotFound.class);
    assertThatThrownBy(() -> tokens.rotate(id, Duration.ZERO)).isInstanceOf(Fault.NotFound.class);
    assertThatThrownBy(() -> tokens.change(id, rename("x"), null))
        .isInstanceOf(Fault.NotFound.class);
  }

  @Test
  void keyIsImportedOnce() {
    String hash = "ab".repeat(32);
    tokens.importKey(wanted(ALICE), hash, KEY).commit();
    assertThat(tokens.importKey(wanted(ALICE), hash, KEY).commit().repeated()).isTrue();
    assertThatThrownBy(() -> tokens.importKey(wanted(ALICE), hash.toUpperCase(Locale.ROOT), null))
        .isInstanceOf(Fault.Conflict.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "zz", "０0"})
  void whatIsNoSha256IsInvalid(String text) {
    String hash = text + "0".repeat(Math.max(0, 62 - text.length()));
    assertThatThrownBy(() -> tokens.importKey(wanted(ALICE), hash, null))
        .isInstanceOf(Fault.Invalid.class);
  }

  @Test
  void pagesLeadThroughTheWholeList() {
    for (int i = 0; i < 25; i++) {
      tokens.create(wanted(i % 5 == 0 ? BILLING : ALICE), null).commit();
      clock.advance(Duration.ofMillis(1));
    }
    TokenFilter filter = new TokenFilter("alice", null, null);
    List<Token> read = new ArrayList<>();
    String cursor = null;
    do {
      TokenPage page = tokens.list(filter, 10, cursor);
      read.addAll(page.tokens());
      cursor = page.next();
    } while (cursor != null);
    assertThat(read).hasSize(20).doesNotHaveDuplicates();
    assertThat(read).isSortedAccordingTo((a, b) -> a.createdAt().compareTo(b.createdAt()));
  }

  /// CVE-2026-33504: paging tokens that we did not make for this very list.
  @Test
  void cursorIsGoodForItsOwnListOnly() {
    tokens.create(wanted(ALICE), null).commit();
    tokens.create(wanted(ALICE), null).commit();
    String cursor = tokens.list(TokenFilter.ALL, 1, null).next();
    assertThat(cursor).isNotNull();
    TokenFilter other = new TokenFilter("alice", null, null);
    assertThatThrownBy(() -> tokens.list(other, 1, cursor)).isInstanceOf(Fault.Invalid.class);
    assertThatThrownBy(() -> tokens.list(TokenFilter.ALL, 1, "tok_1"))
        .isInstanceOf(Fault.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1001})
  void pageSizeIsBounded(int limit) {
    assertThatThrownBy(() -> tokens.list(TokenFilter.ALL, limit, null))
        .isInstanceOf(Fault.Invalid.class);
  }

  private static NewToken full() {
    return new NewToken(
        ALICE,
        "ci",
        List.of("orders:read", "orders:read"),
        Duration.ofDays(1),
        List.of(Cidr.parse("10.0.0.0/8").orElseThrow()),
        new RateLimit(100, Duration.ofMinutes(1)),
        Map.of("team", "a"));
  }

  private static TokenChange rename(String name) {
    return new TokenChange(name, null, new Edit.Keep<>(), null, null, new Edit.Keep<>(), null);
  }

  private static TokenChange edit(
      Edit<Instant> expiresAt, @Nullable Duration ttl, Edit<RateLimit> rateLimit) {
    return new TokenChange(null, null, expiresAt, ttl, null, rateLimit, null);
  }
}
