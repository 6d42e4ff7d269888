package dev.warder.react;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Credential;
import dev.warder.model.Decision;
import dev.warder.model.Effect;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import dev.warder.model.Situation;
import dev.warder.model.Verification;
import dev.warder.policy.Hold;
import dev.warder.policy.Reaction;
import dev.warder.token.Issued;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks race with the very change that they must see: a million of them, none of which may come
/// too late.
@Tag("conformance")
class RacingTest {
  private static final int TOKENS = 250;
  private static final int CHECKERS = 2;
  private static final int CHECKS = 2_000;

  @TempDir private Path folder;
  private final LongAdder checks = new LongAdder();
  private final LongAdder before = new LongAdder();
  private final LongAdder stale = new LongAdder();

  /// Checks until it has checked enough, and tells when it has begun.
  private final class Checker implements Runnable {
    private final House house;
    private final Credential credential;
    private final Situation situation;
    private final CountDownLatch begun;
    private final boolean[] changed; // guarded by itself

    Checker(
        House house,
        Credential credential,
        Situation situation,
        CountDownLatch begun,
        boolean[] changed) {
      this.house = house;
      this.credential = credential;
      this.situation = situation;
      this.begun = begun;
      this.changed = changed;
    }

    @Override
    public void run() {
      for (int i = 0; i < CHECKS; i++) {
        boolean mustDeny = isChanged();
        boolean passes = passes();
        checks.increment();
        if (!mustDeny) {
          before.increment();
        } else if (passes) {
          stale.increment();
        }
        if (i == CHECKS / 8) {
          begun.countDown();
        }
      }
    }

    private boolean isChanged() {
      synchronized (changed) {
        return changed[0];
      }
    }

    /// What a decision asks first and last: the token's own state, and what holds for it.
    private boolean passes() {
      return house.callers.about(credential, situation.attempt().source())
              instanceof Verification.Verified(Identity identity)
          && allows(house.policy.judge(with(identity)));
    }

    private Situation with(Identity identity) {
      return new Situation(
          situation.attempt(),
          identity,
          situation.route(),
          situation.context(),
          situation.assessment());
    }
  }

  private static boolean allows(Judgement judgement) {
    return judgement.hits().stream().noneMatch(hit -> hit.effect() instanceof Effect.Deny);
  }

  @Test
  void aMillionChecksThatRaceWithRevocationAndQuarantineSeeThem() throws Exception {
    try (House house = House.open(folder)) {
      Situation situation = situation(house);
      for (int i = 0; i < TOKENS; i++) {
        race(house, situation, house.makeToken("owner" + i, "orders:read"), i % 3);
      }
    }
    assertThat(checks.sum()).isEqualTo((long) TOKENS * CHECKERS * CHECKS);
    assertThat(before.sum()).isBetween(checks.sum() / 20, checks.sum() * 19 / 20);
    assertThat(stale.sum()).isZero();
  }

  private static Situation situation(House house) {
    Attempt attempt =
        new Attempt(
            house.clock.instant(),
            "tok_gateway",
            Credential.of(House.secret(house.makeToken("somebody", "orders:read"))),
            "GET",
            "https",
            "api.example.com",
            CanonicalPath.parse("/do/this"),
            Address.parse("203.0.113.7").orElseThrow(),
            Map.of(),
            null);
    Decision decision = house.decider.decide(attempt).join();
    return new Situation(
        attempt,
        Objects.requireNonNull(decision.identity()),
        Objects.requireNonNull(decision.route()),
        Objects.requireNonNull(decision.context()),
        Objects.requireNonNull(decision.assessment()));
  }

  private void race(House house, Situation situation, Issued token, int how) throws Exception {
    CountDownLatch begun = new CountDownLatch(CHECKERS);
    boolean[] changed = {false};
    Credential credential = Credential.of(House.secret(token));
    List<Thread> threads =
        Stream.generate(() -> new Checker(house, credential, situation, begun, changed))
            .limit(CHECKERS)
            .map(Thread.ofPlatform()::start)
            .toList();
    begun.await();
    change(house, token, how);
    synchronized (changed) {
      changed[0] = true;
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void change(House house, Issued token, int how) {
    if (how == 0) {
      var _ = house.tokens.revoke(token.token().id(), "a race").commit();
      return;
    }
    Reaction.Whom whom = how == 1 ? Reaction.Whom.TOKEN : Reaction.Whom.PRINCIPAL;
    house
        .policy
        .standing()
        .put(
            new Hold(
                house.ids.next("hld_"),
                whom,
                how == 1 ? token.token().id() : token.token().principal().id(),
                "race",
                "inc_1",
                new Effect.Deny(),
                0,
                house.clock.instant(),
                house.clock.instant().plusSeconds(3600)));
  }
}
