package dev.warder.replay.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What attackers achieve who come back until their network counts as the owner's.
///
/// It does from the first call on that scores below `medium` and whose network no longer speaks
/// against it: the factor `network` has no points, or fewer. Those against whom it did not speak
/// when they first came, as they happen to have the victim's own provider, prove nothing and are
/// left out.
final class Poisoning {
  /// Those who try it: little by little, and all at once.
  static final Set<String> LABELS = Set.of("drip", "flood");

  private static final double DAY = 86_400_000;

  private Poisoning() {}

  /// Per such attacker: how many succeeded, and after how many days.
  static Map<String, Object> json(Findings findings) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (String label : findings.attacks().labels()) {
      if (LABELS.contains(label)) {
        json.put(label, json(findings, findings.attacks().of(label)));
      }
    }
    return json;
  }

  private static Map<String, Object> json(Findings findings, int[] which) {
    Marks marks = findings.attacksMarks();
    return json(findings.attacks(), which, marks.points("network"), marks.belowMedium);
  }

  /// @param network points of each call
  static Map<String, Object> json(
      Roster attacks, int[] which, float[] network, boolean[] belowMedium) {
    Map<Integer, Long> began = new LinkedHashMap<>();
    Map<Integer, Double> trusted = new LinkedHashMap<>();
    Map<Integer, Double> stayed = new LinkedHashMap<>();
    Set<Integer> seen = new HashSet<>();
    for (int call : which) {
      int session = attacks.session()[call];
      long time = attacks.calls().get(call).time();
      if (seen.add(session) && network[call] > 0) {
        began.put(session, time);
      }
      Long since = began.get(session);
      if (since != null) {
        double days = (time - since) / DAY;
        stayed.put(session, days);
        if (network[call] <= 0 && belowMedium[call]) {
          trusted.putIfAbsent(session, days);
        }
      }
    }
    return json(began.size(), List.copyOf(trusted.values()), List.copyOf(stayed.values()));
  }

  private static Map<String, Object> json(int attackers, List<Double> days, List<Double> stayed) {
    double[] sorted = sorted(days);
    double[] all = new double[attackers];
    Arrays.fill(all, Double.POSITIVE_INFINITY);
    System.arraycopy(sorted, 0, all, 0, sorted.length);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("attackers", attackers);
    json.put("daysTried", ReportJson.round(middle(sorted(stayed))));
    json.put("trusted", sorted.length);
    json.put("daysMin", sorted.length == 0 ? null : ReportJson.round(sorted[0]));
    json.put("daysMedian", ReportJson.round(middle(all)));
    return json;
  }

  private static double[] sorted(List<Double> values) {
    return new ArrayList<>(values).stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static double middle(double[] sorted) {
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
