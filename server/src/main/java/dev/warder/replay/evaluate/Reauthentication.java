package dev.warder.replay.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How often owners would be asked for proof, if so many of an attacker's calls were to be found:
/// the median, over principals, of the share of their first `n` sessions with a call above the
/// threshold (as Wiefling et al. draw it, with sessions for log-ins).
final class Reauthentication {
  static final int[] SIZES = {1, 2, 3, 6, 12, 20, 39, 80, 160};
  static final double[] RATES = {0.98, 0.99, 0.995};

  private final Roster owners;
  private final double[] highest;

  Reauthentication(Roster owners, double[] scores) {
    this.owners = owners;
    this.highest = Detection.highest(owners, scores);
  }

  /// By history size; sizes that nobody has are left out.
  Map<String, Double> medians(double threshold) {
    Map<Integer, List<Integer>> asked = sessionsByPrincipal();
    Map<String, Double> medians = new LinkedHashMap<>();
    for (int size : SIZES) {
      double[] shares =
          asked.values().stream()
              .filter(sessions -> sessions.size() >= size)
              .mapToDouble(sessions -> share(sessions, size, threshold))
              .sorted()
              .toArray();
      if (shares.length > 0) {
        medians.put(String.valueOf(size), median(shares));
      }
    }
    return medians;
  }

  private double share(List<Integer> sessions, int size, double threshold) {
    int asked = 0;
    for (int i = 0; i < size; i++) {
      asked += highest[sessions.get(i)] > threshold ? 1 : 0;
    }
    return (double) asked / size;
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private Map<Integer, List<Integer>> sessionsByPrincipal() {
    Map<Integer, List<Integer>> sessions = new LinkedHashMap<>();
    int[] first = owners.first();
    for (int session = 0; session < first.length; session++) {
      int principal = owners.principal()[first[session]];
      sessions.computeIfAbsent(principal, p -> new ArrayList<>()).add(session);
    }
    return sessions;
  }

  /// The threshold that finds this share of these attacks.
  static double threshold(double[] attacks, double rate) {
    double[] sorted = attacks.clone();
    Arrays.sort(sorted);
    return Roc.of(new double[0], sorted).finding(rate);
  }
}
