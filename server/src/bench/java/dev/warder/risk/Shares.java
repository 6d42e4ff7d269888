package dev.warder.risk;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How often owners do what attackers do: changes of network, new routes, classes of new networks,
/// and how deeply network and client match at once.
final class Shares {
  /// How much what the model says counts, against all that was seen.
  private static final double PULL = 0.1;

  /// Of a class that is seen no oftener nothing is learned: it stays as it was.
  private static final int FEW = 100;

  private final List<Sample.Row> rows;

  Shares(List<Sample.Row> rows) {
    this.rows = rows;
  }

  double[][] together() {
    double[][] seen = new double[5][5];
    for (Sample.Row row : rows) {
      double[] n = row.inputs().get("network"), c = row.inputs().get("client");
      if (row.label().isEmpty()
          && n != null
          && c != null
          && n[ChainTerm.EVENTS] >= 5
          && c[ChainTerm.EVENTS] >= 5)
        seen[ChainTerm.NETWORK.matched(n)][ChainTerm.CLIENT.matched(c)] += row.weight();
    }
    return seen;
  }

  /// By class of network: the share of attacks from a new ASN (each attacker counts alike), and of
  /// owners' visits from one; drawn to what the model says
  Map<String, double[]> classes(RiskModel model) {
    Map<String, Double> labels = new TreeMap<>();
    for (Sample.Row row : rows)
      if (isFresh(row)) labels.merge(row.label(), row.weight(), Double::sum);
    double attackers = labels.keySet().stream().filter(label -> !label.isEmpty()).count();
    Map<String, double[]> shares = new TreeMap<>();
    model
        .networkClasses()
        .forEach((name, before) -> {
          if (rows.stream().filter(row -> isFresh(row) && row.network().equals(name)).count() > FEW)
            shares.put(name, new double[] {PULL * before.attack(), PULL * before.usual()});
        });
    for (Sample.Row row : rows) {
      double[] share = shares.get(row.network());
      if (share != null && isFresh(row)) {
        double part = row.weight() / java.util.Objects.requireNonNull(labels.get(row.label()));
        if (row.label().isEmpty()) share[1] += part;
        else share[0] += part / attackers;
      }
    }
    return shares;
  }

  private static boolean isFresh(Sample.Row row) {
    return row.newAsn() && row.inputs().get("network") != null;
  }

  void others() {
    double all = 0, fresh = 0;
    Map<String, double[]> spread = new TreeMap<>(),
        novelty = new TreeMap<>(),
        classes = new TreeMap<>();
    for (Sample.Row row : rows) {
      boolean own = row.label().isEmpty();
      if (own) all += row.weight();
      double[] s = row.inputs().get("spread");
      if (s != null)
        spread
                .computeIfAbsent((int) s[6] + "x" + (int) Math.min(4, s[5]), k -> new double[2])[
                own ? 0 : 1] +=
            own ? row.weight() : 1;
      double[] v = row.inputs().get("novelty");
      if (v != null)
        novelty.computeIfAbsent("" + (int) Math.min(8, v[4]), k -> new double[2])[own ? 0 : 1] +=
            own ? row.weight() : 1;
      if (row.newAsn() && row.inputs().get("network") != null) {
        if (own) fresh += row.weight();
        classes.computeIfAbsent(row.network(), k -> new double[2])[own ? 0 : 1] +=
            own ? row.weight() : 1;
      }
    }
    System.out.println("legit calls " + all + ", from a new ASN " + fresh);
    System.out.println("spread (kind x changes -> legit share, attacks)");
    for (var e : spread.entrySet())
      System.out.printf("  %s %.5f %.0f%n", e.getKey(), e.getValue()[0] / all, e.getValue()[1]);
    System.out.println("novelty");
    for (var e : novelty.entrySet())
      System.out.printf(
          "  %s %.5f of new-source %.4f, %.0f%n",
          e.getKey(), e.getValue()[0] / all, e.getValue()[0] / fresh, e.getValue()[1]);
    System.out.println("classes");
    for (var e : classes.entrySet())
      System.out.printf(
          "  %s legit %.4f attacks %.0f%n", e.getKey(), e.getValue()[0] / fresh, e.getValue()[1]);
    System.out.println("together");
    for (double[] r : together()) System.out.println("   " + Arrays.toString(r));
  }
}
