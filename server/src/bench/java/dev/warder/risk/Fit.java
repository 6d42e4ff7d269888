package dev.warder.risk;

import dev.warder.model.PrincipalKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// One round of fitting, on rows that were scored with the model before it.
final class Fit {
  final RiskModel model;
  final List<Sample.Row> rows;
  final List<Double> below = List.of(1.0, 3.0, 6.0, 11.0, 25.0, 60.0);
  final Map<String, double[][]> lambda = new TreeMap<>();

  /// By class of network: of the attacks from a new ASN, and of the owners' visits from one.
  final Map<String, double[]> shares;

  double[] weights = new double[0];

  Fit(RiskModel model, List<Sample.Row> rows, Map<String, double[]> shares) {
    this.model = model;
    this.rows = rows;
    this.shares = shares;
  }

  int bucket(double events) {
    int b = 0;
    while (b < below.size() && events >= below.get(b)) b++;
    return b;
  }

  final double kappa = 0.3;
  final double until = 10;

  /// What a level says; 0 where the call does not show it.
  double ratio(double[] in, int depth) {
    double kap = kappa * Math.max(0, 1 - in[ChainTerm.EVENTS] / until);
    int at = ChainTerm.LEVELS + depth * ChainTerm.PER_LEVEL;
    double mass = in[at + ChainTerm.TOTAL] + kap;
    if (in[at + ChainTerm.CROWD] == ChainTerm.ABSENT || mass <= 0) return 0;
    return (in[at + ChainTerm.COUNT] + kap * in[at + ChainTerm.KIND])
        / mass
        / in[at + ChainTerm.CROWD];
  }

  /// The most that it may say, as it was not learned on enough days.
  static double most(Chain chain, double[] in, int depth) {
    int missing = ChainTerm.of(chain).missingDays(in, depth);
    double daily = in[ChainTerm.of(chain).tail() + ChainTerm.DAILY];
    return missing <= 0 ? Double.POSITIVE_INFINITY : Math.pow(daily, -missing);
  }

  void lambdas() {
    for (Chain chain : Chain.values())
      for (PrincipalKind kind : PrincipalKind.values()) lambdas(chain, kind);
  }

  private void lambdas(Chain chain, PrincipalKind kind) {
    int n = chain.levels + 1;
    double[][] table = new double[below.size() + 1][];
    StringBuilder likelihood = new StringBuilder(chain.term + " " + kind.wire());
    for (int b = 0; b < table.length; b++) {
      List<double[]> ratios = new ArrayList<>();
      List<Double> w = new ArrayList<>();
      for (Sample.Row row : rows) {
        double[] in = row.inputs().get(chain.term);
        if (!row.label().isEmpty()
            || in == null
            || !row.kind().equals(kind.wire())
            || bucket(in[ChainTerm.EVENTS]) != b) continue;
        double[] r = new double[n];
        r[0] = 1;
        for (int d = 0; d < chain.levels; d++)
          r[d + 1] = Math.min(ratio(in, d), most(chain, in, d));
        ratios.add(r);
        w.add(row.weight());
      }
      table[b] = Maximisation.of(ratios, w, n);
      double sum = 0, all = 0;
      for (int i = 0; i < ratios.size(); i++) {
        sum += w.get(i) * Math.log(Logistic.dot(table[b], ratios.get(i)));
        all += w.get(i);
      }
      likelihood.append(String.format(" %.3f", sum / all));
    }
    System.out.println(likelihood);
    lambda.put(chain.term + kind.wire(), table);
  }

  /// The points that the term gives with what is fitted by now, unweighted.
  double surprise(Chain chain, Sample.Row row, double[] recorded) {
    double[] in = recorded.clone();
    double[] l = table(chain, row.kind())[bucket(in[ChainTerm.EVENTS])];
    in[ChainTerm.KAPPA] = kappa * Math.max(0, 1 - in[ChainTerm.EVENTS] / until);
    in[ChainTerm.LAMBDA_0] = l[0];
    for (int d = 0; d < chain.levels; d++)
      in[ChainTerm.LEVELS + d * ChainTerm.PER_LEVEL + ChainTerm.LAMBDA] = l[d + 1];
    double[] share = shares.get(row.network());
    if (chain == Chain.NETWORK && row.newAsn() && share != null) {
      in[ChainTerm.ATTACK] = share[0];
      in[ChainTerm.USUAL] = share[1];
    }
    return ChainTerm.of(chain).surprise(in);
  }

  double[][] table(Chain chain, String kind) {
    return Objects.requireNonNull(lambda.get(chain.term + kind), "not fitted yet");
  }

  double raw(String factor, Sample.Row row) {
    double[] in = row.inputs().get(factor);
    if (in == null) return 0;
    return switch (factor) {
      case "network" -> surprise(Chain.NETWORK, row, in);
      case "client" -> surprise(Chain.CLIENT, row, in);
      case "action" -> surprise(Chain.ACTION, row, in);
      default -> {
        double p = Term.named(factor).points(in);
        yield in[0] == 0 ? unit(factor, in) : p / in[0];
      }
    };
  }

  static double unit(String factor, double[] in) {
    double[] c = in.clone();
    c[0] = 1;
    return Term.named(factor).points(c);
  }

  double fitPrior = 0.004;

  /// Weights that make all attacks together as frequent as the prior says.
  ///
  /// @param veryTargeted how much those count against any other attacker, whom hardly anything
  ///   tells
  double[] rowWeights(double prior, double veryTargeted) {
    double owners = 0;
    Map<String, Integer> n = new TreeMap<>();
    for (Sample.Row r : rows) {
      if (r.label().isEmpty()) owners += r.weight();
      else n.merge(r.label(), 1, Integer::sum);
    }
    double labels = n.keySet().stream().mapToDouble(l -> share(l, veryTargeted)).sum();
    double[] w = new double[rows.size()];
    double scale = 1000; // total weight of attacks
    for (int i = 0; i < w.length; i++) {
      Sample.Row r = rows.get(i);
      w[i] =
          r.label().isEmpty()
              ? r.weight() / owners * scale / prior
              : scale * share(r.label(), veryTargeted) / labels / n.getOrDefault(r.label(), 1);
    }
    return w;
  }

  /// Those who only try to be learned are left out: most of their calls are meant to look usual.
  static double share(String label, double veryTargeted) {
    return switch (label) {
      case "verytargeted" -> veryTargeted;
      case "drip", "flood" -> 0;
      default -> 1;
    };
  }

  /// Set by hand: nobody in the simulated world scrapes from the owner's machine or lends a token
  /// to somebody abroad with the same program, and its addresses are never given to two homes. A
  /// client that is new would weigh less, were insiders of a team not seen by it.
  private static final Map<String, Double> FIXED =
      Map.of("breadth", 0.3, "spread", 0.42, "elsewhere", 1.05, "network", 0.43, "client", 0.38);

  double[][] x = new double[0][];
  double[] z = new double[0];

  void weights() {
    int n = FitModel.FACTORS.length;
    x = new double[rows.size()][n + 1];
    boolean[] y = new boolean[rows.size()];
    for (int i = 0; i < x.length; i++) {
      for (int f = 0; f < n; f++) x[i][f] = raw(FitModel.FACTORS[f], rows.get(i));
      x[i][n] = 1;
      y[i] = !rows.get(i).label().isEmpty();
    }
    double[] towards = new double[n + 1], ridge = new double[n + 1], least = new double[n + 1];
    Arrays.fill(towards, 0.45);
    towards[n] = Math.log(fitPrior);
    Arrays.fill(ridge, 20);
    ridge[n] = 0;
    FIXED.forEach((factor, weight) -> {
      int at = List.of(FitModel.FACTORS).indexOf(factor);
      towards[at] = weight;
      ridge[at] = 1e6;
    });
    least[n] = -100;
    weights = new Logistic(x, y, rowWeights(fitPrior, 0.3)).fit(towards, ridge, least);
    for (int f = 0; f < n; f++) weights[f] = Math.rint(weights[f] * 100) / 100;
    weights[n] = Math.log(model.prior() / (1 - model.prior()));
    StringBuilder b = new StringBuilder("prior " + fitPrior + ":");
    for (int f = 0; f <= n; f++)
      b.append(String.format(" %s %.2f", f < n ? FitModel.FACTORS[f] : "intercept", weights[f]));
    System.out.println(b);
    z = new double[x.length];
    IdentityHashMap<Sample.Row, Double> by = new IdentityHashMap<>();
    for (int i = 0; i < x.length; i++) {
      z[i] = Logistic.dot(weights, x[i]);
      by.put(rows.get(i), z[i]);
    }
    System.out.println("fitted:\n" + Measure.report(rows, by::get));
  }

  double[] knots = new double[0], values = new double[0];

  void calibrate() {
    double[] w = rowWeights(model.prior(), 1);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < z.length; i++) if (!rows.get(i).label().isEmpty() && w[i] > 0) order.add(i);
    order.sort((a, b) -> Double.compare(z[a], z[b]));
    double[] q = {0.05, 0.15, 0.25, 0.35, 0.5, 0.65, 0.8, 0.95};
    List<Double> k = new ArrayList<>();
    k.add(-14.0);
    for (double each : q) {
      double v = Math.rint(z[order.get((int) (each * order.size()))] * 100) / 100;
      if (v > k.getLast() + 0.4) k.add(v);
    }
    int n = k.size() - 1;
    // features: intercept, then the length of z within each segment; the last slope goes on
    double[][] f = new double[z.length][n + 1];
    boolean[] y = new boolean[z.length];
    for (int i = 0; i < z.length; i++) {
      y[i] = !rows.get(i).label().isEmpty();
      f[i][0] = 1;
      for (int s = 0; s < n; s++) {
        double from = k.get(s), to = s == n - 1 ? Double.MAX_VALUE : k.get(s + 1);
        f[i][s + 1] = Math.max(s == 0 ? z[i] - to : 0, Math.min(z[i], to) - from);
        if (s == 0) f[i][1] = Math.min(z[i], to) - from;
      }
    }
    double[] towards = new double[n + 1], ridge = new double[n + 1], least = new double[n + 1];
    Arrays.fill(towards, 0.7);
    towards[0] = -12;
    Arrays.fill(ridge, 3);
    ridge[0] = 0;
    Arrays.fill(least, 0.05);
    least[0] = -30;
    double[] c = new Logistic(f, y, w).fit(towards, ridge, least);
    knots = new double[n + 1];
    values = new double[n + 1];
    knots[0] = k.get(0);
    values[0] = c[0];
    for (int s = 0; s < n; s++) {
      knots[s + 1] = k.get(s + 1);
      values[s + 1] = values[s] + c[s + 1] * (k.get(s + 1) - k.get(s));
    }
    for (int i = 0; i <= n; i++) values[i] = Math.rint(values[i] * 1000) / 1000;
    System.out.println("calibration " + Arrays.toString(knots) + " -> " + Arrays.toString(values));
  }

  double probability(double v) {
    List<RiskModel.Knot> k = new ArrayList<>();
    for (int i = 0; i < knots.length; i++) k.add(new RiskModel.Knot(knots[i], values[i]));
    return 1 / (1 + Math.exp(-new Curve(k).of(v)));
  }

  double[] anchors() {
    IdentityHashMap<Sample.Row, Double> by = new IdentityHashMap<>();
    for (int i = 0; i < z.length; i++) by.put(rows.get(i), z[i]);
    double[] at = Measure.thresholds(rows, by::get, 0.20, 0.05, 0.01, 0.0005);
    return Arrays.stream(at).map(this::probability).toArray();
  }

  /// Mixed with the tables that were there, so that no weight rests on one generator alone.
  void mix(double share) {
    for (Chain chain : Chain.values())
      for (PrincipalKind kind : PrincipalKind.values()) mix(chain, kind, share);
  }

  private void mix(Chain chain, PrincipalKind kind, double share) {
    double[][] fitted = table(chain, kind.wire());
    double[] bound = {0, 2, 4, 8, 15, 40, 100};
    for (int b = 0; b < fitted.length; b++) {
      List<Double> was = model.mixture(chain).lambdas(kind, bound[b]);
      double sum = 0;
      for (int i = 0; i < fitted[b].length; i++) {
        double mixed = (1 - share) * fitted[b][i] + share * was.get(i);
        fitted[b][i] = Math.rint(mixed * 1e5) / 1e5;
        sum += i > 0 ? fitted[b][i] : 0;
      }
      fitted[b][0] = 1 - sum;
    }
  }
}
