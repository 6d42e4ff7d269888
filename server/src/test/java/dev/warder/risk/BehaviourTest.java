package dev.warder.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Client;
import dev.warder.model.Factor;
import dev.warder.model.Identity;
import dev.warder.model.NetworkClass;
import dev.warder.model.Place;
import dev.warder.model.PrincipalKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The terms about how a token behaves: travel, spread, dormancy, breadth.
class BehaviourTest {
  private static final Instant NOON = World.MONDAY.plus(Duration.ofHours(12));

  private final World world = new World();
  private final Identity bob = World.identity("bob", PrincipalKind.USER);
  private final World.Spot berlin = at(World.BERLIN, 52.5, 13.4, NetworkClass.RESIDENTIAL);
  private final World.Spot bucharest = at(World.BUCHAREST, 44.4, 26.1, NetworkClass.RESIDENTIAL);

  @Test
  void aJourneyFasterThanAnAirlinerCounts() {
    use(NOON, berlin);
    Factor travel = find("travel", NOON.plus(Duration.ofMinutes(30)), bucharest).orElseThrow();
    assertThat(travel.points()).isPositive().isLessThanOrEqualTo(2);
    assertThat(travel.inputs()[2]).isBetween(1200.0, 1400.0);
  }

  @Test
  void aJourneyThatCanBeFlownSaysNothing() {
    use(NOON, berlin);
    assertThat(find("travel", NOON.plus(Duration.ofHours(3)), bucharest)).isEmpty();
  }

  @Test
  void noTravelIsSeenFromOrToNetworksThatLieElsewhereThanTheirUsers() {
    for (NetworkClass network : NetworkClass.values()) {
      boolean stays = network == NetworkClass.RESIDENTIAL || network == NetworkClass.LISTED;
      World.Spot there = new World.Spot(bucharest.place(), network, bucharest.address());
      World fresh = new World();
      fresh.call(bob, NOON, berlin, World.CHROME, "GET /orders");
      assertThat(find(fresh, "travel", NOON.plusSeconds(600), there).isPresent()).isEqualTo(stays);
      World back = new World();
      back.call(bob, NOON, there, World.CHROME, "GET /orders");
      assertThat(find(back, "travel", NOON.plusSeconds(600), berlin).isPresent()).isEqualTo(stays);
    }
  }

  @Test
  void noTravelIsSeenWhereAPointIsMissing() {
    use(NOON, berlin);
    assertThat(find("travel", NOON.plusSeconds(600), World.BUCHAREST)).isEmpty();
    World fresh = new World();
    fresh.call(bob, NOON, World.BERLIN, World.CHROME, "GET /orders");
    assertThat(find(fresh, "travel", NOON.plusSeconds(600), bucharest)).isEmpty();
  }

  @Test
  void twoPlacesCloserThanTheDataCanTellAreOne() {
    use(NOON, berlin);
    Place vague = new Place("RO", null, 9009, "AS9009", new Place.Point(44.4, 26.1, 2000), null);
    World.Spot there = new World.Spot(vague, NetworkClass.RESIDENTIAL, bucharest.address());
    assertThat(find("travel", NOON.plusSeconds(600), there)).isEmpty();
  }

  @Test
  void useFromTwoCountriesWithinTheWindowIsSpread() {
    use(NOON, World.BERLIN);
    Factor abroad = find("spread", NOON.plusSeconds(600), World.BUCHAREST).orElseThrow();
    Factor home = find("spread", NOON.plusSeconds(600), World.BERLIN_CAFE).orElseThrow();
    assertThat(abroad.points()).isGreaterThan(home.points());
    assertThat(find("spread", NOON.plus(Duration.ofHours(2)), World.BUCHAREST)).isEmpty();
    assertThat(find("spread", NOON.plusSeconds(600), World.BERLIN)).isEmpty();
  }

  @Test
  void spreadStaysWithinItsCapAndGrowsWithChanges() {
    Spread spread = world.model.spread();
    double most = spread.weight() * spread.cap() * (1 + spread.alone());
    double before = 0;
    for (int i = 0; i < 12; i++) {
      World.Spot spot = i % 2 == 0 ? World.BERLIN : World.BUCHAREST;
      Instant time = NOON.plusSeconds(30L * i);
      double points = find("spread", time, spot).map(Factor::points).orElse(0.0);
      assertThat(points).isBetween(before, most);
      before = points;
      use(time, spot);
    }
    assertThat(before).isEqualTo(most);
  }

  @Test
  void anotherProgramElsewhereCountsMostWhileTheOwnerIsStillAtWork() {
    Instant thief = NOON.plusSeconds(world.model.spread().swiftSeconds());
    use(NOON, World.BERLIN);
    double soon = abroad(thief, World.CURL);
    double late = abroad(thief.plusSeconds(1), World.CURL);
    double same = abroad(thief, World.CHROME);
    assertThat(soon).isGreaterThan(1.3 * late).isGreaterThan(1.3 * same);
  }

  @Test
  void whoIsSwiftStaysSoUntilTheWindowEnds() {
    use(NOON, World.BERLIN);
    Instant thief = NOON.plusSeconds(300);
    world.call(bob, thief, World.BUCHAREST, World.CURL, "GET /orders");
    Factor later =
        find("spread", thief.plus(Duration.ofMinutes(50)), World.BUCHAREST).orElseThrow();
    assertThat(later.inputs()[6]).isEqualTo(Changes.SWIFT);
    assertThat(find("spread", thief.plus(Duration.ofMinutes(61)), World.BUCHAREST)).isEmpty();
  }

  @Test
  void ownersWithTwoMachinesAtWorkAtOnceAreLearned() {
    double first = 0;
    for (int day = 0; day < 10; day++) {
      Instant morning = NOON.plus(Duration.ofDays(day));
      use(morning, World.BERLIN);
      Instant beside = morning.plusSeconds(120);
      double points = abroad(beside, World.CURL);
      first = day == 0 ? points : first;
      world.call(bob, beside, World.BUCHAREST, World.CURL, "GET /orders");
      assertThat(points).isLessThanOrEqualTo(first);
    }
    Instant next = NOON.plus(Duration.ofDays(11));
    use(next, World.BERLIN);
    assertThat(abroad(next.plusSeconds(120), World.CURL)).isLessThan(first / 2);
  }

  private double abroad(Instant time, Client client) {
    return world.score(bob, time, World.BUCHAREST, client, "GET /orders").risk().factors().stream()
        .filter(factor -> factor.name().equals("spread"))
        .mapToDouble(Factor::points)
        .sum();
  }

  @Test
  void changesBetweenUsualNetworksOfACommuterAreWeak() {
    for (int day = 0; day < 5; day++) {
      Instant morning = World.MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(8));
      use(morning, World.BERLIN);
      use(morning.plus(Duration.ofMinutes(40)), World.BERLIN_CAFE);
    }
    Instant later = World.MONDAY.plus(Duration.ofDays(7)).plus(Duration.ofHours(8));
    use(later, World.BERLIN);
    Factor usual = find("spread", later.plusSeconds(600), World.BERLIN_CAFE).orElseThrow();
    Factor abroad = find("spread", later.plusSeconds(600), World.BUCHAREST).orElseThrow();
    assertThat(usual.points()).isLessThan(0.5);
    assertThat(abroad.points()).isGreaterThan(3 * usual.points());
  }

  @Test
  void silenceCountsOnceItIsLongAndUnusual() {
    use(NOON, World.BERLIN);
    use(NOON.plus(Duration.ofDays(1)), World.BERLIN);
    Instant last = NOON.plus(Duration.ofDays(1));
    assertThat(find("dormancy", last.plus(Duration.ofDays(13)), World.BERLIN)).isEmpty();
    Factor dormancy = find("dormancy", last.plus(Duration.ofDays(60)), World.BERLIN).orElseThrow();
    assertThat(dormancy.points()).isPositive();
    assertThat(dormancy.inputs()[2]).isEqualTo(60);
  }

  @Test
  void whoAlwaysComesOnceAMonthIsNotDormant() {
    Instant time = NOON;
    for (int month = 0; month < 6; month++) {
      use(time, World.BERLIN);
      time = time.plus(Duration.ofDays(30));
    }
    assertThat(find("dormancy", time, World.BERLIN)).isEmpty();
  }

  @Test
  void walkingThroughIdentifiersShowsInBreadth() {
    Instant time = NOON;
    for (int i = 0; i < 200; i++) {
      time = time.plusMillis(500);
      world.call(bob, time, World.BERLIN, World.CHROME, "GET /orders/" + i);
    }
    Factor many = find("breadth", time, World.BERLIN).orElseThrow();
    assertThat(many.inputs()[4]).isBetween(180.0, 220.0);
    assertThat(many.points()).isGreaterThan(3);
    assertThat(find("breadth", time.plus(Duration.ofMinutes(11)), World.BERLIN).orElseThrow())
        .extracting(Factor::points)
        .isEqualTo(0.0);
  }

  @Test
  void askingForTheSameAgainAndAgainIsNoBreadth() {
    for (int i = 0; i < 200; i++) {
      use(NOON.plusMillis(500L * i), World.BERLIN);
    }
    Factor one = find("breadth", NOON.plusSeconds(100), World.BERLIN).orElseThrow();
    assertThat(one.points()).isZero();
    assertThat(one.inputs()[4]).isBetween(0.9, 1.1);
  }

  private void use(Instant time, World.Spot spot) {
    world.call(bob, time, spot, World.CHROME, "GET /orders");
  }

  private Optional<Factor> find(String name, Instant time, World.Spot spot) {
    return find(world, name, time, spot);
  }

  private Optional<Factor> find(World world, String name, Instant time, World.Spot spot) {
    return world.score(bob, time, spot, World.CHROME, "GET /orders").risk().factors().stream()
        .filter(factor -> factor.name().equals(name))
        .findFirst();
  }

  private static World.Spot at(
      World.Spot spot, double latitude, double longitude, NetworkClass network) {
    Place place = spot.place();
    Place.Point point = new Place.Point(latitude, longitude, 20);
    Place known =
        new Place(place.country(), null, place.asn(), place.asnName(), point, place.zone());
    return new World.Spot(known, network, spot.address());
  }
}
