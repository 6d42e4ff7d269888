package dev.warder.risk;

import java.util.Arrays;
import java.util.List;

/// Mixture weights by expectation-maximisation.
final class Maximisation {
  private Maximisation() {}

  /// @param ratios of each call, what each part of the mixture says
  /// @param w how much each call counts
  static double[] of(List<double[]> ratios, List<Double> w, int n) {
    double[] now = new double[n];
    Arrays.fill(now, 1.0 / n);
    for (int step = 0; step < 60; step++) {
      double[] sum = new double[n];
      Arrays.fill(sum, 2);
      for (int i = 0; i < ratios.size(); i++) {
        double[] r = ratios.get(i);
        double all = Logistic.dot(now, r);
        for (int k = 0; k < n; k++) sum[k] += w.get(i) * now[k] * r[k] / all;
      }
      double total = Arrays.stream(sum).sum();
      for (int k = 0; k < n; k++) now[k] = sum[k] / total;
    }
    return now;
  }
}
