package dev.warder.replay.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RocTest {
  private static final double[] OWNERS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

  @Test
  void theAreaIsHowOftenAnAttackScoresHigherAndTiesCountHalf() {
    // 9.5 beats 9 of 10, 5 beats 4 and ties with 1, 0 beats none: (9 + 4.5 + 0) / 30.
    Roc roc = Roc.of(OWNERS, new double[] {9.5, 5, 0});
    assertThat(roc.area()).isCloseTo(13.5 / 30, within(1e-12));
  }

  @Test
  void thresholdIsTheScoreThatTheShareOfOwnersExceeds() {
    assertThat(Roc.threshold(OWNERS, 0.1)).isEqualTo(9);
    assertThat(Roc.threshold(OWNERS, 0.2)).isEqualTo(8);
    assertThat(Roc.threshold(OWNERS, 0.09)).isEqualTo(10);
  }

  @Test
  void onlyScoresAboveTheThresholdAreFound() {
    Roc roc = Roc.of(OWNERS, new double[] {9, 9.5, 11, 2});
    assertThat(roc.truePositives(0.1)).isEqualTo(0.5);
  }

  @Test
  void aScoreThatAllShareFindsNobody() {
    Roc roc = Roc.of(new double[] {1, 1, 1, 1}, new double[] {1, 1});
    assertThat(roc.truePositives(0.5)).isZero();
    assertThat(roc.area()).isEqualTo(0.5);
  }

  @Test
  void theAreaToOnePercentIsOneWhereAllAreFoundBeforeAnyOwnerIsBothered() {
    double[] owners = new double[1000];
    for (int i = 0; i < owners.length; i++) {
      owners[i] = i;
    }
    assertThat(Roc.of(owners, new double[] {2000, 3000}).areaUpTo(0.01)).isEqualTo(1);
    assertThat(Roc.of(owners, new double[] {5, 6}).areaUpTo(0.01)).isZero();
    // Found after 5 of 1,000 owners: half of the first percent.
    assertThat(Roc.of(owners, new double[] {994.5, 994.6}).areaUpTo(0.01))
        .isCloseTo(0.5, within(1e-9));
  }

  @Test
  void theThresholdThatFindsAShareFindsThatShareAndNoLess() {
    double[] attacks = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    double threshold = Roc.of(OWNERS, attacks).finding(0.9);
    assertThat(Roc.above(Roc.sorted(attacks), threshold)).isEqualTo(0.9);
  }
}
