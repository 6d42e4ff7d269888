package dev.warder.replay.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final double[] OWNERS = {0.1, 0.1, 0.1, 0.1};

  @Test
  void attacksWeighAsMuchAsThePriorSays() {
    // One attack at 0.1 among four owners; at a prior of 0.2 it weighs 0.2 / 0.8 * 4 = 1 of 5
    // calls.
    Calibration calibration = new Calibration(OWNERS, new double[] {0.1}, new double[] {1}, 0.2);
    assertThat(calibration.error()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void aTrueProbabilityHasNoErrorAndAddsNothingToThePrior() {
    double[] owners = {0.2, 0.2, 0.2, 0.2};
    Calibration calibration =
        new Calibration(owners, new double[] {0.2, 0.2}, new double[] {0.5, 0.5}, 0.2);
    assertThat(calibration.error()).isCloseTo(0, within(1e-12));
    assertThat(calibration.brierSkill()).isCloseTo(0, within(1e-12));
  }

  @Test
  void knowingAllGivesASkillOfOne() {
    double[] owners = {0, 0, 0};
    Calibration calibration = new Calibration(owners, new double[] {1}, new double[] {1}, 0.01);
    assertThat(calibration.brierSkill()).isCloseTo(1, within(1e-12));
  }

  @Test
  void theBrierSkillIsOneLessTheScoreOverThatOfThePrior() {
    // Squares: owners 4 * 0.01, the attack (weight 1) 0.81; mean 0.85 / 5 = 0.17; prior 0.2 * 0.8.
    Calibration calibration = new Calibration(OWNERS, new double[] {0.1}, new double[] {1}, 0.2);
    assertThat(calibration.brierSkill()).isCloseTo(1 - 0.17 / 0.16, within(1e-12));
  }

  @Test
  void callsBelowTwoPercentAreLeftOutOfTheErrorAbove() {
    double[] owners = {0.001, 0.001, 0.001, 0.5};
    Calibration calibration = new Calibration(owners, new double[] {0.5}, new double[] {1}, 0.2);
    // Above 0.02 one owner and one attack of weight 1: half of them attacks, as was said.
    assertThat(calibration.errorWhereHigh()).isCloseTo(0, within(1e-12));
  }

  @Test
  void anotherPriorShiftsTheLogOdds() {
    Calibration half =
        new Calibration(new double[] {0.5}, new double[] {0.5}, new double[] {1}, 0.5);
    Calibration tenth = half.at(0.1);
    assertThat(tenth.curve())
        .singleElement()
        .satisfies(bin -> {
          assertThat(bin.said()).isCloseTo(0.1, within(1e-9));
          assertThat(bin.was()).isCloseTo(0.1, within(1e-9));
        });
  }
}
