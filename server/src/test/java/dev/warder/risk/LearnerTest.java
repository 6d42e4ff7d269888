package dev.warder.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Denial;
import dev.warder.model.Identity;
import dev.warder.model.Outcome;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

  /// Histories are only gone through when something is due in them. Going through them at each call
  /// has to lead to the same bytes.
  @Property(tries = 100)
  void nothingThatIsDueIsPassedOver(@ForAll long seed) throws IOException {
    assertThat(played(seed, false)).isEqualTo(played(seed, true));
  }

  /// @return the history's bytes after each call, by their hashes
  private static List<Integer> played(long seed, boolean always) throws IOException {
    List<Integer> hashes = new ArrayList<>();
    Random random = new Random(seed);
    World world = new World();
    long second = 0;
    Owner owner = world.store.owner(new Principal("bob", PrincipalKind.USER));
    for (int i = 0; i < 150; i++) {
      second += random.nextInt(random.nextInt(6) == 0 ? 60_000 : 400);
      Instant time = World.MONDAY.plusSeconds(second - random.nextInt(random.nextInt(900) + 1));
      Identity who = World.identity("bob", PrincipalKind.USER, "tok_" + random.nextInt(3));
      World.Spot spot = random.nextInt(5) == 0 ? World.BUCHAREST : World.BERLIN;
      owner.due = always ? Long.MIN_VALUE : owner.due;
      world.call(who, time, spot, World.CHROME, "GET /orders/" + random.nextInt(9));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      OwnerCodec.write(owner, new DataOutputStream(bytes));
      hashes.add(Arrays.hashCode(bytes.toByteArray()));
      if (random.nextInt(4) == 0) {
        Outcome outcome =
            new Outcome("dec_" + i, time, "tok_" + random.nextInt(3), 404, null, null);
        world.engine.learn(List.of(outcome), world.seq++);
      }
    }
    return hashes;
  }

  private long learned(Instant at) {
    return world.score(bob, at, World.BERLIN, World.CHROME, "GET /orders").risk().learned();
  }
}
