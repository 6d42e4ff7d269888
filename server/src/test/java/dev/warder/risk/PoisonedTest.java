package dev.warder.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Assurance;
import dev.warder.model.Factor;
import dev.warder.model.Identity;
import dev.warder.model.PrincipalKind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who has copied all but the owner's network, and now tries to make his own one usual.
class PoisonedTest {
  private static final int HISTORY = 30;
  private static final Instant AFTER = World.MONDAY.plus(Duration.ofDays(HISTORY));

  private final World world = new World();
  private final Identity bob = World.identity("bob", PrincipalKind.USER);
  private final int asked = world.model.network().days();

  @BeforeEach
  void othersLiveElsewhere() {
    for (int i = 0; i < 40; i++) {
      World.Spot home = World.spot("DE", 100 + i % 20, "88.1." + i + ".1", "Europe/Berlin");
      Identity other = World.identity("other" + i, PrincipalKind.USER);
      world.call(other, World.MONDAY, home, World.CHROME, "GET /orders");
      world.score(other, World.MONDAY.plusSeconds(3600), home, World.CHROME, "GET /orders");
    }
    for (int day = 0; day < HISTORY; day++) {
      use(bob, World.BERLIN, World.MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(9)));
    }
  }

  @Test
  void whoeverComesAllAtOnceNeverSpeaksForTheOwner() {
    for (int quarter = 0; quarter < 4 * 20; quarter++) {
      use(bob, World.BERLIN_CAFE, AFTER.plus(Duration.ofMinutes(15L * quarter)));
    }
    Instant next = AFTER.plus(Duration.ofDays(2)).plus(Duration.ofHours(9));
    assertThat(network(next, World.BERLIN)).isNegative();
    assertThat(days(World.BERLIN_CAFE)).isBetween(1, 2);
    assertThat(network(next, World.BERLIN_CAFE)).isPositive();
  }

  @Test
  void whoeverComesDayByDayIsNotUsualBeforeAsManyDaysAsTheModelAsksFor() {
    int days = 0;
    Instant time = AFTER.plus(Duration.ofHours(9));
    while (network(time, World.BERLIN_CAFE) > 0 && days < 3 * asked) {
      use(bob, World.BERLIN_CAFE, time);
      days++;
      time = time.plus(Duration.ofDays(1));
    }
    // A visit that is held for a day comes in on the next.
    assertThat(days).isBetween(asked, asked + 2);
  }

  @Test
  void anOwnerWhoGivesProofIsUsualAtOnce() {
    Identity proven = new Identity(bob.token(), new Assurance("mfa", AFTER));
    use(proven, World.BERLIN_CAFE, AFTER.plusSeconds(60));
    assertThat(network(AFTER.plus(Duration.ofHours(1)), World.BERLIN_CAFE)).isNegative();
  }

  @Test
  void aNewcomerIsNotAskedForMoreDaysThanHeHas() {
    Identity ann = World.identity("ann", PrincipalKind.USER);
    for (int day = 0; day < 2; day++) {
      use(ann, World.BERLIN, AFTER.plus(Duration.ofDays(day)));
    }
    Instant next = AFTER.plus(Duration.ofDays(2));
    assertThat(points(ann, next, World.BERLIN)).isNegative();
  }

  @Test
  void theReasonSaysOnHowFewDaysItWasSeen() {
    use(bob, World.BERLIN_CAFE, AFTER);
    Instant next = AFTER.plus(Duration.ofDays(2));
    assertThat(world.engine.because(factor(bob, next, World.BERLIN_CAFE), place()))
        .matches("this address was seen in 1 of \\d+ events, its ASN on 1 day only");
  }

  @Test
  void whatIsTakenBackTakesItsDaysAlong() {
    Slots slots = new Profile().slots(Chain.NETWORK);
    Slots taught = new Profile().slots(Chain.NETWORK);
    for (int day = 0; day < 5; day++) {
      slots.add(1, 7, day * 24, 1, 8, Slots.Census.NOBODY);
      if (day > 2) {
        taught.add(1, 7, day * 24, 1, 8, Slots.Census.NOBODY);
      }
    }
    slots.subtract(taught, Slots.Census.NOBODY);
    assertThat(slots.days(7)).isEqualTo(3);
  }

  private static dev.warder.model.Context place() {
    return World.context(World.BERLIN_CAFE, World.CHROME);
  }

  private int days(World.Spot spot) {
    int key =
        Traits.of(
                World.attempt(AFTER, spot, World.CHROME, "GET /orders"),
                World.context(spot, World.CHROME),
                World.action("GET /orders"))
            .key(Level.ADDRESS);
    return world.store.owner(bob.principal()).slots(Chain.NETWORK).days(key);
  }

  /// One visit, closed.
  private void use(Identity who, World.Spot spot, Instant time) {
    world.call(who, time, spot, World.CHROME, "GET /orders");
    world.score(who, time.plusSeconds(700), spot, World.CHROME, "GET /orders");
  }

  private double network(Instant time, World.Spot spot) {
    return points(bob, time, spot);
  }

  private double points(Identity who, Instant time, World.Spot spot) {
    return factor(who, time, spot).points();
  }

  private Factor factor(Identity who, Instant time, World.Spot spot) {
    return world.score(who, time, spot, World.CHROME, "GET /orders").risk().factors().stream()
        .filter(factor -> factor.name().equals("network"))
        .findFirst()
        .orElseThrow();
  }
}
