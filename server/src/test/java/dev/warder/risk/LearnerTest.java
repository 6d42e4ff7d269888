package dev.warder.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Denial;
import dev.warder.model.Identity;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class LearnerTest {
  private static final RiskModel MODEL = ModelFile.bundled();
  private static final Learner LEARNER =
      new Learner(MODEL, Levels.DEFAULT, new Population(MODEL.population()));

  private final World world = new World();
  private final Identity bob = World.identity("bob", PrincipalKind.USER);

  @Property
  void theGateOnlyTightens(@ForAll @IntRange(max = 500) int n, @ForAll @IntRange(max = 500) int m) {
    assertThat(LEARNER.gate(n + m)).isLessThanOrEqualTo(LEARNER.gate(n));
  }

  @Property
  void denialsAreNeverLearned(@ForAll @IntRange(max = 100) int score, @ForAll long learned) {
    assertThat(LEARNER.trust(score, true, true, learned)).isEqualTo(Learner.Trust.NEVER);
  }

  @Property
  void surpriseStaysWithinItsClip(
      @ForAll @DoubleRange(max = 1e6) double n,
      @ForAll @Scale(9) @DoubleRange(min = 1e-9, max = 1) double crowd) {
    double[] level = {n, n, crowd, crowd, 0.33};
    double[] in = new double[ChainTerm.ACTION.tail()];
    System.arraycopy(new double[] {1, -4, 6, 1, 1, n, 0, 0.01, 0}, 0, in, 0, ChainTerm.LEVELS);
    for (int at = ChainTerm.LEVELS; at < in.length; at += ChainTerm.PER_LEVEL) {
      System.arraycopy(level, 0, in, at, ChainTerm.PER_LEVEL);
    }
    assertThat(ChainTerm.ACTION.surprise(in)).isBetween(-4.0, 6.0);
  }

  @Test
  void aVisitIsLearnedWhenItCloses() {
    Instant time = World.MONDAY;
    world.call(bob, time, World.BERLIN, World.CHROME, "GET /orders");
    assertThat(learned(time.plus(Duration.ofMinutes(5)))).isZero();
    assertThat(learned(time.plus(Duration.ofMinutes(11)))).isEqualTo(1);
  }

  @Test
  void aDeniedVisitIsNotLearned() {
    Instant time = World.MONDAY;
    world.call(bob, time, World.BERLIN, World.CHROME, "GET /orders");
    world.call(
        bob, time, World.BERLIN, World.CHROME, "GET /orders", new Verdict.Deny(Denial.POLICY));
    assertThat(learned(time.plus(Duration.ofDays(3)))).isZero();
  }

  @Test
  void aValueCountsOnceAnHour() {
    for (int i = 0; i < 59; i++) {
      Instant time = World.MONDAY.plus(Duration.ofMinutes(i));
      world.call(bob, time, World.BERLIN, World.CHROME, "GET /orders");
    }
    assertThat(learned(World.MONDAY.plus(Duration.ofDays(1)))).isEqualTo(1);
  }

  private long learned(Instant at) {
    return world.score(bob, at, World.BERLIN, World.CHROME, "GET /orders").risk().learned();
  }
}
