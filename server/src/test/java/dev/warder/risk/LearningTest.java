package dev.warder.risk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Assurance;
import dev.warder.model.Denial;
import dev.warder.model.Factor;
import dev.warder.model.Identity;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Risk;
import dev.warder.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What is learned, when, and how much of it.
class LearningTest {
  private static final int DAYS = 10;
  private static final Instant LATER = World.MONDAY.plus(Duration.ofDays(DAYS));

  private final World world = new World();
  private final Identity bob = World.identity("bob", PrincipalKind.USER);

  @Test
  void aStrangeVisitIsHeldForADayAndThenLearned() {
    usual(bob, DAYS);
    strange(bob, new Verdict.Allow());
    assertThat(knowsBucharest(LATER.plus(Duration.ofHours(23)))).isFalse();
    assertThat(knowsBucharest(LATER.plus(Duration.ofHours(25)))).isTrue();
  }

  @Test
  void aSteadyNewHabitIsLearnedAlthoughItsVisitsAreHeld() {
    usual(bob, DAYS);
    for (int i = 0; i < 24; i++) {
      Instant time = LATER.plus(Duration.ofHours(2L * i));
      world.call(bob, time, World.BERLIN, World.PYTHON, "GET /admin");
    }
    var familiarity =
        world
            .score(bob, LATER.plus(Duration.ofDays(2)), World.BERLIN, World.PYTHON, "GET /admin")
            .familiarity();
    assertThat(familiarity.clientIsNew()).isFalse();
  }

  @Test
  void aStrangeVisitThatWasDeniedIsNeverLearned() {
    usual(bob, DAYS);
    strange(bob, new Verdict.Deny(Denial.POLICY));
    assertThat(knowsBucharest(LATER.plus(Duration.ofDays(5)))).isFalse();
  }

  @Test
  void aDenialDropsWhatIsHeldOfItsToken() {
    usual(bob, DAYS);
    strange(bob, new Verdict.Allow());
    Instant denied = LATER.plus(Duration.ofHours(2));
    world.call(
        bob, denied, World.BUCHAREST, World.CURL, "GET /admin", new Verdict.Deny(Denial.POLICY));
    assertThat(knowsBucharest(LATER.plus(Duration.ofDays(5)))).isFalse();
  }

  @Test
  void aStrangeVisitWithFreshProofIsLearnedAtOnce() {
    usual(bob, DAYS);
    Assurance proof = new Assurance("mfa", LATER.minusSeconds(60));
    strange(new Identity(bob.token(), proof), new Verdict.Allow());
    assertThat(knowsBucharest(LATER.plus(Duration.ofMinutes(15)))).isTrue();
  }

  @Test
  void aProofFromYesterdayTrustsNothing() {
    usual(bob, DAYS);
    Assurance proof = new Assurance("mfa", LATER.minus(Duration.ofDays(1)));
    strange(new Identity(bob.token(), proof), new Verdict.Allow());
    assertThat(knowsBucharest(LATER.plus(Duration.ofMinutes(15)))).isFalse();
  }

  @Test
  void aNewcomersFirstVisitsAreLearnedWhateverTheyScore() {
    world.call(bob, World.MONDAY, World.BUCHAREST_HOSTING, World.CURL, "DELETE /admin");
    assertThat(knowsBucharest(World.MONDAY.plus(Duration.ofMinutes(15)))).isTrue();
  }

  @Test
  void whatAVisitShowedCountsFromTheCallThatComesAfterItsEnd() {
    world.call(bob, World.MONDAY, World.BERLIN, World.CURL, "GET /orders");
    Instant ended = World.MONDAY.plus(Duration.ofHours(5));
    var first = score(ended, World.BERLIN).risk();
    var second = score(ended, World.BERLIN).risk();
    assertThat(first.learned()).isPositive();
    for (String chain : List.of("network", "client", "action")) {
      assertThat(inputs(first, chain)).isEqualTo(inputs(second, chain));
    }
  }

  private static double[] inputs(Risk risk, String factor) {
    return risk.factors().stream()
        .filter(each -> each.name().equals(factor))
        .findFirst()
        .orElseThrow()
        .inputs();
  }

  @Test
  void aDayAddsAFifthOfAHistoryAtMost() {
    for (int i = 0; i < 400; i++) {
      // Forty visits a day, each with routes of its own hour.
      Instant time = World.MONDAY.plus(Duration.ofMinutes(36L * i));
      world.call(bob, time, World.BERLIN, World.CHROME, "GET /orders");
    }
    Instant flood = World.MONDAY.plus(Duration.ofDays(11));
    Slots actions = profile().slots(Chain.ACTION);
    score(flood.minusSeconds(1), World.BERLIN);
    float before = actions.total();
    for (int i = 0; i < 600; i++) {
      String route = String.format(Locale.ROOT, "GET /orders/x%d", i % 40);
      Instant time = flood.plus(Duration.ofMinutes(2L * i));
      Identity proven = new Identity(bob.token(), new Assurance("mfa", time));
      world.call(proven, time, World.BERLIN, World.CHROME, route);
    }
    score(flood.plus(Duration.ofHours(23)), World.BERLIN);
    double most =
        Math.max(world.model.learning().dailyFloor(), before * world.model.learning().dailyShare());
    assertThat(actions.total()).isLessThanOrEqualTo((float) (before + most + 1));
    assertThat(actions.total()).isGreaterThan(before);
  }

  @Test
  void aSecondTokenIsJudgedByItsOwnHistoryOnceItHasOne() {
    usual(bob, DAYS);
    Identity robot = World.identity("bob", PrincipalKind.USER, "tok_robot");
    for (int i = 0; i < 60; i++) {
      Instant time = LATER.plus(Duration.ofHours(2L * i));
      world.call(robot, time, World.BERLIN, World.PYTHON, "GET /orders");
    }
    Instant now = LATER.plus(Duration.ofDays(6));
    assertThat(surprise(robot, now)).isGreaterThan(1.5);
    assertThat(surprise(bob, now)).isLessThan(0);
  }

  @Test
  void countsHalveAndWhatIsNotSeenIsPruned() {
    usual(bob, DAYS);
    float before = profile().slots(Chain.NETWORK).total();
    int halfLife = world.model.history().halfLifeDays();
    world.call(
        bob, LATER.plus(Duration.ofDays(halfLife)), World.BERLIN_CAFE, World.CHROME, "GET /orders");
    score(LATER.plus(Duration.ofDays(halfLife)).plusSeconds(1200), World.BERLIN);
    // A visit held for a day is learned when the day is over.
    score(LATER.plus(Duration.ofDays(halfLife + 2)), World.BERLIN);
    float after = profile().slots(Chain.NETWORK).total();
    assertThat(after).isBetween(before / 2 * 0.8f, before / 2 * 1.1f + 1);
    Instant old = LATER.plus(Duration.ofDays(halfLife + world.model.history().pruneDays() - 30));
    world.call(bob, old, World.BERLIN_CAFE, World.CHROME, "GET /orders");
    score(old.plus(Duration.ofDays(2)), World.BERLIN);
    int berlin = key(World.BERLIN, Level.ADDRESS);
    assertThat(profile().knows(Level.ADDRESS, berlin)).isFalse();
    assertThat(profile().knows(Level.COUNTRY, key(World.BERLIN, Level.COUNTRY))).isTrue();
  }

  @Test
  void aFloodByOnePrincipalMovesNoShare() {
    for (int i = 0; i < 20; i++) {
      usual(World.identity("other" + i, PrincipalKind.USER), 1);
    }
    Identity flooder = World.identity("flooder", PrincipalKind.USER);
    world.call(flooder, World.MONDAY, World.BUCHAREST, World.CURL, "GET /a");
    Instant learned = World.MONDAY.plus(Duration.ofHours(30));
    world.score(flooder, learned, World.BUCHAREST, World.CURL, "GET /a");
    double before = crowd(learned);
    for (int i = 0; i < 2000; i++) {
      Instant time = World.MONDAY.plus(Duration.ofHours(31)).plusSeconds(60L * i);
      world.call(flooder, time, World.BUCHAREST, World.CURL, "GET /a");
    }
    assertThat(crowd(World.MONDAY.plus(Duration.ofDays(4)))).isEqualTo(before);
  }

  @Test
  void eachPrincipalMovesTheShare() {
    for (int i = 0; i < 20; i++) {
      usual(World.identity("other" + i, PrincipalKind.USER), 1);
    }
    double before = crowd(World.MONDAY.plus(Duration.ofHours(30)));
    for (int i = 0; i < 5; i++) {
      Identity another = World.identity("another" + i, PrincipalKind.USER);
      Instant time = World.MONDAY.plus(Duration.ofHours(31));
      world.call(another, time, World.BUCHAREST, World.CURL, "GET /a");
      world.score(another, time.plusSeconds(1200), World.BUCHAREST, World.CURL, "GET /a");
    }
    assertThat(crowd(World.MONDAY.plus(Duration.ofHours(33)))).isGreaterThan(before * 3);
  }

  private void usual(Identity who, int days) {
    for (int day = 0; day < days; day++) {
      for (int hour = 8; hour < 18; hour += 2) {
        Instant time = World.MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
        world.call(who, time, World.BERLIN, World.CHROME, "GET /orders");
      }
    }
    Instant end = World.MONDAY.plus(Duration.ofDays(days)).minusSeconds(3600);
    world.score(who, end, World.BERLIN, World.CHROME, "GET /orders");
  }

  private void strange(Identity who, Verdict verdict) {
    int score =
        world.call(who, LATER, World.BUCHAREST, World.CURL, "GET /admin", verdict).risk().score();
    assertThat(score).isGreaterThanOrEqualTo(Levels.DEFAULT.high());
  }

  private boolean knowsBucharest(Instant at) {
    return !score(at, World.BUCHAREST).familiarity().countryIsNew();
  }

  private dev.warder.model.Assessment score(Instant at, World.Spot spot) {
    return world.score(bob, at, spot, World.CHROME, "GET /orders");
  }

  private Profile profile() {
    return world.store.owner(bob.principal());
  }

  /// Of a call with Chrome, unweighted.
  private double surprise(Identity who, Instant at) {
    Factor client =
        world.score(who, at, World.BERLIN, World.CHROME, "GET /orders").risk().factors().stream()
            .filter(factor -> factor.name().equals("client"))
            .findFirst()
            .orElseThrow();
    return ChainTerm.CLIENT.surprise(client.inputs());
  }

  private double crowd(Instant at) {
    Factor network = score(at, World.BUCHAREST).risk().factors().get(1);
    return network.inputs()[ChainTerm.LEVELS + ChainTerm.PER_LEVEL + ChainTerm.CROWD];
  }

  private static int key(World.Spot spot, Level level) {
    return Traits.of(
            World.attempt(World.MONDAY, spot, World.CHROME, "GET /orders"),
            requireNonNull(World.context(spot, World.CHROME)),
            World.action("GET /orders"))
        .key(level);
  }
}
