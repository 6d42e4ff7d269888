package dev.warder.risk;

import java.util.List;

/// A piecewise-linear curve; beyond its corners the last slopes go on.
final class Curve {
  private final double[] at;
  private final double[] value;

  Curve(List<RiskModel.Knot> knots) {
    at = knots.stream().mapToDouble(RiskModel.Knot::at).toArray();
    value = knots.stream().mapToDouble(RiskModel.Knot::value).toArray();
  }

  double of(double x) {
    int right = 1;
    while (right < at.length - 1 && x > at[right]) {
      right++;
    }
    double slope = (value[right] - value[right - 1]) / (at[right] - at[right - 1]);
    return value[right - 1] + (x - at[right - 1]) * slope;
  }
}
