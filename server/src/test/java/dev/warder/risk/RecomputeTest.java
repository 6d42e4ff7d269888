package dev.warder.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Factor;
import dev.warder.model.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A recorded risk says the same when it is computed again, whatever numbers it was made from.
class RecomputeTest {
  private static final List<String> TERMS =
      List.of(
          "prior",
          "network",
          "client",
          "together",
          "elsewhere",
          "action",
          "time",
          "rate",
          "breadth",
          "errors",
          "travel",
          "spread",
          "dormancy",
          "novelty",
          "session");

  private final World world = new World();
  private final Summation summation = new Summation(world.model, Levels.DEFAULT);

  @Property(tries = 5000)
  void everyRiskComputesAgainToTheBit(@ForAll long seed) {
    Risk risk = risk(new Random(seed));
    assertThat(world.engine.recompute(risk)).isEqualTo(risk);
  }

  @Test
  @Tag("conformance")
  void aMillionRisksComputeAgainToTheBit() {
    for (int seed = 0; seed < 1_000_000; seed++) {
      Risk risk = risk(new Random(seed));
      Risk again = world.engine.recompute(risk);
      if (!again.equals(risk)) {
        assertThat(again).as("seed " + seed).isEqualTo(risk);
      }
    }
  }

  @Property(tries = 5000)
  void pointsAddUpToTheLogOddsExactly(@ForAll long seed) {
    Risk risk = risk(new Random(seed));
    double sum = 0;
    for (Factor factor : risk.factors()) {
      sum += factor.points();
    }
    assertThat(Double.doubleToLongBits(sum)).isEqualTo(Double.doubleToLongBits(risk.logOdds()));
    assertThat(risk.logOdds()).isFinite();
    assertThat(risk.probability()).isBetween(0.0, 1.0);
    assertThat(risk.score()).isBetween(0, 100);
  }

  @Property(tries = 1000)
  void everyTermSaysWhyInOneSentence(@ForAll long seed) {
    for (Factor factor : risk(new Random(seed)).factors()) {
      String why = world.engine.because(factor, World.context(World.BERLIN, World.CHROME));
      assertThat(why).isNotBlank().doesNotContain("NaN", "Infinity", "null", "\n", "-0");
    }
  }

  @Property(tries = 1000)
  void moreLogOddsNeverScoreLess(@ForAll long seed) {
    Random random = new Random(seed);
    Risk less = risk(random);
    List<Factor> factors = new ArrayList<>(less.factors());
    factors.add(new Factor("travel", random.nextDouble() * 3, new double[5]));
    Risk more = summation.risk(factors, 0, 0, List.of());
    assertThat(more.score()).isGreaterThanOrEqualTo(less.score());
  }

  private Risk risk(Random random) {
    List<Factor> factors = new ArrayList<>();
    for (String name : TERMS) {
      double[] in = inputs(name, random);
      factors.add(new Factor(name, Term.named(name).points(in), in));
    }
    return summation.risk(factors, random.nextDouble(), random.nextInt(1000), List.of());
  }

  private static double[] inputs(String name, Random r) {
    return switch (name) {
      case "prior" -> new double[] {0.0001 + r.nextDouble() * 0.5};
      case "network" -> chain(r, ChainTerm.NETWORK);
      case "client" -> chain(r, ChainTerm.CLIENT);
      case "action" -> chain(r, ChainTerm.ACTION);
      case "together" -> new double[] {p(r), p(r), 5, p(r), r.nextInt(5), r.nextInt(5)};
      case "elsewhere" -> new double[] {p(r), p(r), 3, p(r), 1 + r.nextInt(9), r.nextInt(3)};
      case "time" -> time(r);
      case "rate" -> new double[] {p(r), 6, 2, 3, count(r), 60, 1 + count(r), count(r), count(r)};
      case "breadth" ->
          new double[] {p(r), 11, 2, 3, count(r), 1 + count(r), count(r), count(r), 2};
      case "errors" -> {
        int calls = r.nextInt(25);
        int bad = r.nextInt(calls + 1);
        yield new double[] {p(r), -1.5, 8, bad, calls, .6, 14, count(r), count(r), 1.2, 1.8};
      }
      case "travel" -> new double[] {p(r), 2, 100 + count(r), r.nextDouble() * 20, 900};
      case "spread" ->
          new double[] {
            1,
            .35,
            3.5,
            6,
            p(r),
            1 + r.nextInt(8),
            1 + r.nextInt(Changes.SWIFT),
            count(r),
            count(r),
            3600,
            p(r),
            3,
            count(r)
          };
      case "dormancy" -> new double[] {p(r), 2, count(r), 14, count(r) / 100, 4};
      case "novelty" -> new double[] {p(r), .35, 3.5, p(r), 1 + r.nextInt(9), count(r), 8};
      case "session" ->
          new double[] {p(r), r.nextDouble() * 6, r.nextDouble() * 10 - 4, .5, 6, r.nextInt(2)};
      default -> throw new AssertionError(name);
    };
  }

  private static double[] chain(Random r, ChainTerm term) {
    double[] in = term.inputs();
    double events = r.nextInt(3) == 0 ? 0 : count(r);
    double[] head = {p(r), -4, 6, p(r), p(r), events, 4 * r.nextDouble(), p(r), r.nextInt(2)};
    System.arraycopy(head, 0, in, 0, head.length);
    for (int at = ChainTerm.LEVELS; at < term.tail(); at += ChainTerm.PER_LEVEL) {
      in[at + ChainTerm.COUNT] = r.nextBoolean() ? 0 : events * r.nextDouble();
      in[at + ChainTerm.TOTAL] = events;
      in[at + ChainTerm.CROWD] = r.nextInt(9) == 0 ? ChainTerm.ABSENT : p(r);
      in[at + ChainTerm.KIND] = p(r);
      in[at + ChainTerm.LAMBDA] = p(r);
    }
    in[term.tail() + ChainTerm.DAYS] = 1 + r.nextInt(10);
    in[term.tail() + ChainTerm.DAILY] = 1 + r.nextDouble();
    for (int at = term.tail() + ChainTerm.ACTIVE; at < in.length; at++) {
      in[at] = r.nextInt(Slots.MOST_DAYS + 1);
    }
    return in;
  }

  private static double[] time(Random r) {
    double hours = count(r);
    double[] in = {p(r), -1, 3, 3, hours, r.nextInt(24), 1 + r.nextInt(7), 24, 0, 0, 0};
    in[8] = hours * r.nextDouble();
    if (r.nextBoolean()) {
      in[9] = 7;
      in[10] = hours * r.nextDouble();
    }
    return in;
  }

  /// Above 0, at most 1.
  private static double p(Random r) {
    return 1 - r.nextDouble() * 0.9999;
  }

  private static double count(Random r) {
    return r.nextInt(4) == 0 ? r.nextInt(10_000) : r.nextDouble() * 100;
  }
}
