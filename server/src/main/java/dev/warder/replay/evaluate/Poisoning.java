package dev.warder.replay.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What attackers achieve who come back until their network counts as the owner's.
///
/// It does from the first call on that scores below `medium` and of which the factor `network` no
/// longer speaks against it, and has gone at least half of the way from what it said when they
/// first came to the least that it says of any owner: what the country alone says for the owner it
/// says on the first day as well. Those who first came from a network that the victim had used
/// itself, or of which little could be gained, prove nothing and are left out.
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
    float least = 0;
    for (float points : findings.ownersMarks().points("network")) {
      least = Math.min(least, points);
    }
    Seen seen = new Seen(marks.points("network"), least, marks.newNetwork, marks.belowMedium);
    return json(findings.attacks(), which, seen);
  }

  /// What was seen of each call.
  ///
  /// @param network the factor's points
  /// @param least that it has for any owner
  record Seen(float[] network, float least, boolean[] newNetwork, boolean[] belowMedium) {}

  /// When an attacker first came, and how few points its network must have to be trusted.
  private record Begun(long time, float halfWay) {}

  static Map<String, Object> json(Roster attacks, int[] which, Seen of) {
    float[] network = of.network;
    Map<Integer, Begun> began = new HashMap<>();
    Map<Integer, Double> trusted = new LinkedHashMap<>();
    Map<Integer, Double> stayed = new LinkedHashMap<>();
    Set<Integer> seen = new HashSet<>();
    for (int call : which) {
      int session = attacks.session()[call];
      long time = attacks.calls().get(call).time();
      if (seen.add(session) && of.newNetwork[call] && network[call] > of.least / 2) {
        began.put(session, new Begun(time, Math.min(0, (network[call] + of.least) / 2)));
      }
      Begun begun = began.get(session);
      if (begun != null) {
        double days = (time - begun.time) / DAY;
        stayed.put(session, days);
        if (network[call] <= begun.halfWay && of.belowMedium[call]) {
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
