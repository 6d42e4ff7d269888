package dev.warder.replay.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// How far the figures would move, had other principals been there: principals are drawn again with
/// replacement, each with all its calls, because calls of one principal resemble each other.
final class Bootstrap {
  private static final int ROUNDS = 200;
  private static final long SEED = 20_160_221;

  private final Findings findings;

  /// The owners' calls by falling score: only the first few percent are ever looked at.
  private final int[] falling;

  private final int[][] weights;
  private final double[] thresholdsAt1;
  private final double[] thresholdsAt01;

  Bootstrap(Findings findings) {
    this.findings = findings;
    double[] scores = findings.own().owners();
    falling =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[b], scores[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    weights = draw(findings.attacks().principals());
    thresholdsAt1 = thresholds(0.01);
    thresholdsAt01 = thresholds(0.001);
  }

  private static int[][] draw(int principals) {
    SplittableRandom random = new SplittableRandom(SEED);
    int[][] weights = new int[ROUNDS][principals];
    for (int[] round : weights) {
      for (int i = 0; i < principals; i++) {
        round[random.nextInt(principals)]++;
      }
    }
    return weights;
  }

  /// Adds the middle 95 % of each figure.
  void intervals(int[] which, Map<String, Object> to) {
    to.put("interval", middle(rates(which, thresholdsAt1)));
    to.put("intervalAt01", middle(rates(which, thresholdsAt01)));
  }

  private static List<Double> middle(double[] rates) {
    Arrays.sort(rates);
    int cut = (int) (0.025 * rates.length);
    return Arrays.asList(
        ReportJson.round(rates[cut]), ReportJson.round(rates[rates.length - 1 - cut]));
  }

  private double[] rates(int[] which, double[] thresholds) {
    double[] rates = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      rates[round] = rate(weights[round], which, thresholds[round]);
    }
    return rates;
  }

  private double[] thresholds(double falsePositives) {
    double[] thresholds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      thresholds[round] = threshold(weights[round], falsePositives);
    }
    return thresholds;
  }

  private double threshold(int[] weight, double share) {
    Scores scores = findings.own();
    int[] principal = findings.owners().principal();
    long all = 0;
    for (int owner : principal) {
      all += weight[owner];
    }
    long above = 0;
    for (int call : falling) {
      above += weight[principal[call]];
      if (above > share * all) {
        return scores.owners()[call];
      }
    }
    return Double.NEGATIVE_INFINITY;
  }

  private double rate(int[] weight, int[] which, double threshold) {
    long found = 0;
    long all = 0;
    for (int call : which) {
      int times = weight[findings.attacks().principal()[call]];
      all += times;
      found += findings.own().attacks()[call] > threshold ? times : 0;
    }
    return all == 0 ? 0 : (double) found / all;
  }
}
