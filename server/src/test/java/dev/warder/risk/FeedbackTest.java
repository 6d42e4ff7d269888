package dev.warder.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Assurance;
import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Identity;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What people say of calls moves what is learned, once, and for good.
class FeedbackTest {
  private static final int DAYS = 10;
  private static final Instant LATER = World.MONDAY.plus(Duration.ofDays(DAYS));

  private final World world = new World();
  private final Identity bob = World.identity("bob", PrincipalKind.USER);

  @BeforeEach
  void bobHasHabits() {
    for (int day = 0; day < DAYS; day++) {
      for (int hour = 8; hour < 18; hour += 2) {
        Instant time = World.MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
        world.call(bob, time, World.BERLIN, World.CHROME, "GET /orders");
      }
    }
  }

  @Test
  void legitimateTeachesAtOnceWhatWasHeld() {
    Decision strange = strange(LATER, bob, new Verdict.Allow());
    assertThat(knowsBucharest(LATER.plusSeconds(1000))).isFalse();
    say(strange, true, LATER.plusSeconds(1000));
    assertThat(knowsBucharest(LATER.plusSeconds(1001))).isTrue();
    assertThat(portrait().held()).isZero();
  }

  @Test
  void legitimateTeachesEvenWhatThePolicyDenied() {
    Decision strange = strange(LATER, bob, new Verdict.Deny(Denial.POLICY));
    say(strange, true, LATER.plus(Duration.ofDays(2)));
    assertThat(knowsBucharest(LATER.plus(Duration.ofDays(2)))).isTrue();
  }

  @Test
  void compromisedTakesOutWhatWasTrustedAndNothingElse() {
    Portrait before = portraitAt(LATER.minusSeconds(60));
    Decision strange = strange(LATER, proven(), new Verdict.Allow());
    Instant day = LATER.plusSeconds(4000);
    assertThat(knowsBucharest(day)).isTrue();
    say(strange, false, day);
    assertThat(knowsBucharest(day)).isFalse();
    assertThat(knowsBucharest(LATER.plus(Duration.ofDays(5)))).isFalse();
    Portrait after = portrait();
    assertThat(after.learned()).isEqualTo(before.learned());
    assertThat(names(after.networks())).isEqualTo(names(before.networks()));
    assertThat(names(after.clients())).isEqualTo(names(before.clients()));
    assertThat(names(after.routes())).isEqualTo(names(before.routes()));
  }

  @Test
  void compromisedReachesASessionThatIsStillOpen() {
    Decision strange = strange(LATER, proven(), new Verdict.Allow());
    say(strange, false, LATER.plusSeconds(60));
    strange(LATER.plusSeconds(120), proven(), new Verdict.Allow());
    strange(LATER.plusSeconds(900), proven(), new Verdict.Allow());
    assertThat(knowsBucharest(LATER.plus(Duration.ofDays(3)))).isFalse();
  }

  @Test
  void compromisedDropsWhatIsHeld() {
    Decision strange = strange(LATER, bob, new Verdict.Allow());
    say(strange, false, LATER.plusSeconds(2000));
    assertThat(knowsBucharest(LATER.plus(Duration.ofDays(3)))).isFalse();
  }

  @Test
  void sayingItTwiceChangesNothing() {
    Decision strange = strange(LATER, proven(), new Verdict.Allow());
    Instant day = LATER.plusSeconds(4000);
    say(strange, false, day);
    Portrait once = portraitAt(day);
    say(strange, false, day);
    assertThat(portraitAt(day)).isEqualTo(once);
    say(strange, true, day);
    Portrait taught = portraitAt(day);
    assertThat(knowsBucharest(day)).isTrue();
    say(strange, true, day);
    assertThat(portraitAt(day)).isEqualTo(taught);
  }

  @Test
  void theJournalLeadsToTheSameProfile() {
    Decision strange = strange(LATER, proven(), new Verdict.Allow());
    say(strange, false, LATER.plusSeconds(4000));
    World again = new World();
    for (Decision decision : world.journal) {
      again.engine.learn(decision, again.seq++);
    }
    again.engine.learn(feedback(strange, false, LATER.plusSeconds(4000)), again.seq++);
    assertThat(again.engine.portrait(bob.principal()))
        .isEqualTo(world.engine.portrait(bob.principal()));
  }

  private Identity proven() {
    return new Identity(bob.token(), new Assurance("mfa", LATER.minusSeconds(60)));
  }

  private Decision strange(Instant time, Identity who, Verdict verdict) {
    world.call(who, time, World.BUCHAREST, World.CURL, "GET /admin", verdict);
    return world.journal.getLast();
  }

  private Feedback feedback(Decision about, boolean legitimate, Instant time) {
    return new Feedback(about, world.journal, legitimate, time);
  }

  private void say(Decision about, boolean legitimate, Instant time) {
    world.engine.learn(feedback(about, legitimate, time), world.seq++);
  }

  private boolean knowsBucharest(Instant at) {
    return !world
        .score(bob, at, World.BUCHAREST, World.CHROME, "GET /orders")
        .familiarity()
        .countryIsNew();
  }

  private Portrait portraitAt(Instant at) {
    world.score(bob, at, World.BERLIN, World.CHROME, "GET /orders");
    return portrait();
  }

  private Portrait portrait() {
    return world.engine.portrait(bob.principal()).orElseThrow();
  }

  private static List<String> names(List<Portrait.Habit> habits) {
    return habits.stream().map(Portrait.Habit::name).toList();
  }
}
