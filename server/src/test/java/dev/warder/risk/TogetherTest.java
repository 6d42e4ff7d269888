package dev.warder.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Factor;
import dev.warder.model.Identity;
import dev.warder.model.PrincipalKind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A network and a client that are both new: how much that says depends on whose it is.
class TogetherTest {
  private static final Instant MORNING = World.MONDAY.plus(Duration.ofHours(9));

  private final World world = new World();
  private final Identity ann = World.identity("ann", PrincipalKind.USER);
  private final Identity build = World.identity("build", PrincipalKind.SERVICE);

  @Test
  void itSaysLittleOfNewcomersAndMoreTheLongerSomebodyIsKnown() {
    double before = 0;
    for (int day = 1; day <= 30; day++) {
      use(ann, day);
      if (day == 1 || day == 10 || day == 30) {
        double points = points(ann, day, World.BUCHAREST);
        assertThat(points).isGreaterThan(before);
        before = points;
      }
    }
  }

  @Test
  void itSaysMoreFromAHostingNetworkAndOfAProgram() {
    for (int day = 1; day <= 10; day++) {
      use(ann, day);
      use(build, day);
    }
    double home = points(ann, 10, World.BUCHAREST);
    assertThat(points(ann, 10, World.BUCHAREST_HOSTING)).isGreaterThan(home);
    assertThat(points(build, 10, World.BUCHAREST)).isGreaterThan(home);
  }

  @Test
  void itSaysNothingWhereOneOfThemIsKnownOrNothingIs() {
    assertThat(points(ann, 0, World.BUCHAREST)).isZero();
    use(ann, 1);
    assertThat(points(ann, 1, World.BERLIN)).isZero();
    assertThat(points(ann, 1, World.BUCHAREST)).isPositive();
  }

  /// Both visits of the day before are learned by then.
  private void use(Identity who, int day) {
    for (int visit = 0; visit < 2; visit++) {
      Instant time = MORNING.plus(Duration.ofDays(day - 1L)).plus(Duration.ofHours(2L * visit));
      world.call(who, time, World.BERLIN, World.CHROME, "GET /orders");
    }
  }

  private double points(Identity who, int day, World.Spot spot) {
    Instant time = MORNING.plus(Duration.ofDays(day));
    return world.score(who, time, spot, World.CURL, "GET /orders").risk().factors().stream()
        .filter(factor -> factor.name().equals("together"))
        .mapToDouble(Factor::points)
        .sum();
  }
}
