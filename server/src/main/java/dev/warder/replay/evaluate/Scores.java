package dev.warder.replay.evaluate;

import org.jspecify.annotations.Nullable;

/// What one way of scoring gave to all calls, in the order of the rosters. Not thread-safe.
final class Scores {
  private final double[] owners;
  private final double[] attacks;
  private double @Nullable [] rising;

  Scores(double[] owners, double[] attacks) {
    this.owners = owners;
    this.attacks = attacks;
  }

  double[] owners() {
    return owners;
  }

  double[] attacks() {
    return attacks;
  }

  /// The owners' scores in rising order.
  double[] rising() {
    if (rising == null) {
      rising = Roc.sorted(owners);
    }
    return rising;
  }

  /// Of some of the attackers' calls, in their order.
  double[] attacks(int[] which) {
    return Figures.pick(attacks, which);
  }

  Roc roc(int[] which) {
    return Roc.of(rising(), attacks(which));
  }
}
