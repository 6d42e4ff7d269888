package dev.warder.replay.evaluate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often owners would be asked for proof, if so many of an attacker's calls were to be found:
/// the median, over principals, of the share of their first `n` sessions with a call above the
/// threshold (as Wiefling et al. draw it, with sessions for log-ins).
final class Reauthentication {
  static final int[] SIZES = {1, 2, 3, 6, 12, 20, 39, 80, 160};
  static final double[] RATES = {0.98, 0.99, 0.995};

  private final int[][] sessions;
  private final double[] highest;

  Reauthentication(Roster owners, Scores scores) {
    this.sessions = owners.sessionsOfPrincipals();
    this.highest = Detection.highest(owners, scores.owners());
  }

  /// By history size; sizes that nobody has are left out.
  Map<String, Double> medians(double threshold) {
    Map<String, Double> medians = new LinkedHashMap<>();
    for (int size : SIZES) {
      double[] shares =
          Arrays.stream(sessions)
              .filter(of -> of.length >= size)
              .mapToDouble(of -> share(of, size, threshold))
              .sorted()
              .toArray();
      if (shares.length > 0) {
        medians.put(String.valueOf(size), median(shares));
      }
    }
    return medians;
  }

  private double share(int[] of, int size, double threshold) {
    int asked = 0;
    for (int i = 0; i < size; i++) {
      asked += highest[of[i]] > threshold ? 1 : 0;
    }
    return (double) asked / size;
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
