package dev.warder.replay.evaluate;

/// How well one way of scoring tells one attacker's calls from the owners'.
///
/// @param areaTo1 the area under the curve up to 1 % false positives, over that 1 %
/// @param at1 share of the attacker's calls above the score that 1 % of the owners' calls exceed
/// @param at01 the same at 0.1 %
record Figures(int calls, int sessions, double area, double areaTo1, double at1, double at01) {

  /// @param which the attacker's calls, by index
  static Figures of(Scores scores, Roster attacks, int[] which) {
    Roc roc = scores.roc(which);
    return new Figures(
        which.length,
        (int) java.util.Arrays.stream(which).map(i -> attacks.session()[i]).distinct().count(),
        roc.area(),
        roc.areaUpTo(0.01),
        roc.truePositives(0.01),
        roc.truePositives(0.001));
  }

  static double[] pick(double[] from, int[] which) {
    double[] picked = new double[which.length];
    for (int i = 0; i < which.length; i++) {
      picked[i] = from[which[i]];
    }
    return picked;
  }
}
