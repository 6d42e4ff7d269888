package dev.warder.replay.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How soon an attacker is noticed, session by session.
///
/// @param p50 calls until the first above the `high` level, in half of the sessions; infinite where
///   fewer are noticed at all
/// @param within5 share of sessions with such a call among their first five
/// @param within5At01 the same above the score that 0.1 % of the owners' sessions exceed
record Detection(double p50, double p90, double within5, double within5At01) {
  private static final int FIRST = 5;

  static Detection of(Findings findings, int[] which) {
    Scores own = findings.own();
    double threshold = Roc.threshold(Roc.sorted(highest(findings.owners(), own.owners())), 0.001);
    List<Double> needed = new ArrayList<>();
    int soon = 0;
    int soonAt01 = 0;
    for (int[] session : sessions(findings.attacks(), which)) {
      double first = Double.POSITIVE_INFINITY;
      boolean above = false;
      for (int i = 0; i < session.length; i++) {
        boolean high = findings.attacksMarks().high[session[i]];
        first = high ? Math.min(first, i + 1) : first;
        above |= i < FIRST && own.attacks()[session[i]] > threshold;
      }
      needed.add(first);
      soon += first <= FIRST ? 1 : 0;
      soonAt01 += above ? 1 : 0;
    }
    double[] sorted = needed.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Detection(
        quantile(sorted, 0.5),
        quantile(sorted, 0.9),
        share(soon, sorted.length),
        share(soonAt01, sorted.length));
  }

  private static double quantile(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.POSITIVE_INFINITY
        : sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
  }

  private static double share(int part, int all) {
    return all == 0 ? Double.NaN : (double) part / all;
  }

  /// The highest score within each session.
  static double[] highest(Roster roster, double[] scores) {
    double[] highest = new double[roster.sessions()];
    Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < scores.length; i++) {
      int session = roster.session()[i];
      highest[session] = Math.max(highest[session], scores[i]);
    }
    return highest;
  }

  /// The calls of each session, in order.
  private static List<int[]> sessions(Roster roster, int[] which) {
    Map<Integer, List<Integer>> sessions = new LinkedHashMap<>();
    for (int call : which) {
      sessions.computeIfAbsent(roster.session()[call], s -> new ArrayList<>()).add(call);
    }
    return sessions.values().stream()
        .map(calls -> calls.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }
}
