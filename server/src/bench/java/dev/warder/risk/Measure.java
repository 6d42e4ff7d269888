package dev.warder.risk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// The share of each attacker's calls above what 1 % and 0.1 % of the owners' calls exceed.
final class Measure {
  private Measure() {}

  static double[] thresholds(
      List<Sample.Row> rows, ToDoubleFunction<Sample.Row> score, double... shares) {
    List<Sample.Row> owners =
        new ArrayList<>(rows.stream().filter(r -> r.label().isEmpty()).toList());
    owners.sort(Comparator.comparingDouble(score).reversed());
    double all = owners.stream().mapToDouble(Sample.Row::weight).sum();
    double[] thresholds = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      double above = 0;
      for (Sample.Row row : owners) {
        above += row.weight();
        if (above > shares[i] * all) {
          thresholds[i] = score.applyAsDouble(row);
          break;
        }
      }
    }
    return thresholds;
  }

  static String report(List<Sample.Row> rows, ToDoubleFunction<Sample.Row> score) {
    double[] at = thresholds(rows, score, 0.01, 0.001);
    Map<String, double[]> found = new TreeMap<>();
    for (Sample.Row row : rows) {
      if (!row.label().isEmpty()) {
        double[] f = found.computeIfAbsent(row.label(), k -> new double[3]);
        double s = score.applyAsDouble(row);
        f[0]++;
        f[1] += s > at[0] ? 1 : 0;
        f[2] += s > at[1] ? 1 : 0;
      }
    }
    StringBuilder text = new StringBuilder();
    found.forEach((label, f) ->
        text.append(
            String.format("%-14s %5.0f  %.3f  %.3f%n", label, f[0], f[1] / f[0], f[2] / f[0])));
    return text.toString();
  }
}
