package dev.warder.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
  final Map<Chain, double[][]> lambda = new HashMap<>();
  double[] weights = new double[0];

  Fit(RiskModel model, List<Sample.Row> rows) {
    this.model = model;
    this.rows = rows;
  }

  int bucket(double events) {
    int b = 0;
    while (b < below.size() && events >= below.get(b)) b++;
    return b;
  }

  double kappa = 0.3, until = 10;

  double ratio(double[] in, int depth) {
    double kap = kappa * Math.max(0, 1 - in[ChainTerm.EVENTS] / until);
    int at = ChainTerm.LEVELS + depth * ChainTerm.PER_LEVEL;
    double mass = in[at + ChainTerm.TOTAL] + kap;
    if (in[at + ChainTerm.CROWD] == ChainTerm.ABSENT || mass <= 0) return 0;
    return (in[at + ChainTerm.COUNT] + kap * in[at + ChainTerm.KIND])
        / mass
        / in[at + ChainTerm.CROWD];
  }

  void lambdas() {
    for (Chain chain : Chain.values()) {
      StringBuilder lik = new StringBuilder(chain.term);
      int n = chain.levels + 1;
      double[][] table = new double[below.size() + 1][];
      for (int b = 0; b < table.length; b++) {
        List<double[]> ratios = new ArrayList<>();
        List<Double> w = new ArrayList<>();
        for (Sample.Row row : rows) {
          double[] in = row.inputs().get(chain.term);
          if (!row.label().isEmpty() || in == null || bucket(in[ChainTerm.EVENTS]) != b) continue;
          double[] r = new double[n];
          r[0] = 1;
          for (int d = 0; d < chain.levels; d++) r[d + 1] = ratio(in, d);
          ratios.add(r);
          w.add(row.weight());
        }
        double[] now = new double[n];
        Arrays.fill(now, 1.0 / n);
        double[] pseudo = {2, 2, 2, 2, 2};
        for (int it = 0; it < 60; it++) {
          double[] sum = new double[n];
          for (int i = 0; i < n; i++) sum[i] = pseudo[i];
          for (int i = 0; i < ratios.size(); i++) {
            double[] r = ratios.get(i);
            double all = Logistic.dot(now, r);
            for (int k = 0; k < n; k++) sum[k] += w.get(i) * now[k] * r[k] / all;
          }
          double total = Arrays.stream(sum).sum();
          for (int k = 0; k < n; k++) now[k] = sum[k] / total;
        }
        table[b] = now;
        double ll = 0, ww = 0;
        for (int i = 0; i < ratios.size(); i++) {
          ll += w.get(i) * Math.log(Logistic.dot(now, ratios.get(i)));
          ww += w.get(i);
        }
        lik.append(String.format(" %.3f", ll / ww));
      }
      System.out.println("kappa " + kappa + " until " + until + " " + lik);
      lambda.put(chain, table);
    }
  }

  double surprise(Chain chain, double[] in) {
    double[] l = table(chain)[bucket(in[ChainTerm.EVENTS])];
    double likeness = l[0];
    for (int d = 0; d < chain.levels; d++) likeness += l[d + 1] * ratio(in, d);
    double v = Math.log(in[ChainTerm.ATTACK] / in[ChainTerm.USUAL]) - Math.log(likeness);
    return Math.clamp(v, in[ChainTerm.LOW], in[ChainTerm.HIGH]);
  }

  double[][] table(Chain chain) {
    return Objects.requireNonNull(lambda.get(chain), "not fitted yet");
  }

  double raw(String factor, Sample.Row row) {
    if (factor.equals("newcomer"))
      return -3 / (3 + Objects.requireNonNull(row.inputs().get("action"))[ChainTerm.EVENTS]);
    double[] in = row.inputs().get(factor);
    if (in == null) return 0;
    return switch (factor) {
      case "network" -> surprise(Chain.NETWORK, in);
      case "client" -> surprise(Chain.CLIENT, in);
      case "action" -> surprise(Chain.ACTION, in);
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

  void print() {
    lambda.forEach((chain, table) -> {
      System.out.println(chain.term);
      for (double[] r : table)
        System.out.println(
            "   " + Arrays.toString(Arrays.stream(r).map(v -> Math.rint(v * 1e5) / 1e5).toArray()));
    });
  }

  double fitPrior = 0.004;

  double[] rowWeights(double prior, boolean perLabel) {
    double owners = 0, attacks = 0;
    Map<String, Integer> n = new TreeMap<>();
    for (Sample.Row r : rows) {
      if (r.label().isEmpty()) owners += r.weight();
      else {
        n.merge(r.label(), 1, Integer::sum);
        attacks++;
      }
    }
    double labels = n.keySet().stream().mapToDouble(Fit::share).sum();
    double[] w = new double[rows.size()];
    double scale = 1000; // total weight of attacks
    for (int i = 0; i < w.length; i++) {
      Sample.Row r = rows.get(i);
      w[i] =
          r.label().isEmpty()
              ? r.weight() / owners * scale / prior
              : perLabel
                  ? scale * share(r.label()) / labels / Objects.requireNonNull(n.get(r.label()))
                  : scale / attacks;
    }
    return w;
  }

  static double share(String label) {
    return switch (label) {
      case "verytargeted" -> 0.3;
      case "drip" -> 0.0;
      default -> 1;
    };
  }

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
    double[] before = {.6, .5, .4, .5, .5, .3, .4, .25, .5, .4, .5, .7, .5};
    System.arraycopy(before, 0, towards, 0, n);
    towards[n] = Math.log(fitPrior);
    Arrays.fill(ridge, 20);
    ridge[n] = 0;
    Arrays.fill(least, 0.0);
    least[5] = 0.08;
    towards[6] = 0.6;
    ridge[6] = 1e6; // set by hand: nobody in the simulated world scrapes from the owner's machine
    least[n] = -100;
    weights = new Logistic(x, y, rowWeights(fitPrior, true)).fit(towards, ridge, least);
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
    double[] w = rowWeights(model.prior(), false);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < z.length; i++) if (!rows.get(i).label().isEmpty()) order.add(i);
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

  /// Mixed with the table that was there, so that no weight rests on one generator alone.
  double[][] mixed(Chain chain, double share) {
    double[][] fitted = table(chain);
    double[][] mixed = new double[fitted.length][];
    double[] bound = {0, 2, 4, 8, 15, 40, 100};
    for (int b = 0; b < fitted.length; b++) {
      List<Double> was = hand.mixture(chain).lambdas(bound[b]);
      mixed[b] = new double[fitted[b].length];
      double sum = 0;
      for (int i = 0; i < mixed[b].length; i++) {
        mixed[b][i] = Math.rint(((1 - share) * fitted[b][i] + share * was.get(i)) * 1e5) / 1e5;
        sum += i > 0 ? mixed[b][i] : 0;
      }
      mixed[b][0] = 1 - sum;
    }
    lambda.put(chain, mixed);
    return mixed;
  }

  static final RiskModel hand = ModelFile.bundled();
}
