package dev.warder.replay.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How true the probabilities are, with attacks weighted as if they were so rare as is declared.
///
/// Injected attacks are far more frequent than real ones. All attacks together therefore weigh
/// `prior / (1 - prior)` times as much as the owners' calls, and each kind of attacker as much as
/// any other, however many calls it made.
final class Calibration {
  private static final int BINS = 15;
  private static final double HIGH = 0.02;

  private final double[] owners;
  private final double[] attacks;
  private final double[] weights;
  private final double prior;

  /// @param weights of the attacks, adding up to 1
  /// @param prior the declared share of attacks among calls
  Calibration(double[] owners, double[] attacks, double[] weights, double prior) {
    this.owners = owners;
    this.attacks = attacks;
    this.weights = weights;
    this.prior = prior;
  }

  /// Of all attackers but those who poison: most of their calls are meant to look like the owner's.
  static Calibration of(Findings findings) {
    Roster roster = findings.attacks();
    List<int[]> kinds = new ArrayList<>();
    for (String label : roster.labels()) {
      if (!Poisoning.LABELS.contains(label)) {
        kinds.add(roster.of(label));
      }
    }
    int size = kinds.stream().mapToInt(kind -> kind.length).sum();
    double[] probabilities = new double[size];
    double[] weights = new double[size];
    int at = 0;
    for (int[] kind : kinds) {
      for (int call : kind) {
        probabilities[at] = findings.attacksMarks().probability[call];
        weights[at++] = 1.0 / kinds.size() / kind.length;
      }
    }
    return new Calibration(
        findings.ownersMarks().probability, probabilities, weights, findings.prior());
  }

  /// The calls of one range of probability.
  ///
  /// @param said their mean probability
  /// @param was the weighted share of attacks among them
  record Bin(double from, double to, double weight, double said, double was) {}

  private double attackWeight(int attack) {
    return weights[attack] * prior / (1 - prior) * owners.length;
  }

  /// The expected calibration error, over 15 bins of equal width.
  double error() {
    return error(0);
  }

  /// The same among calls above 0.02 alone.
  double errorWhereHigh() {
    return error(HIGH);
  }

  private double error(double from) {
    double[] edges = new double[BINS + 1];
    for (int i = 0; i <= BINS; i++) {
      edges[i] = from + (1 - from) * i / BINS;
    }
    double all = 0;
    double error = 0;
    for (Bin bin : bins(edges)) {
      all += bin.weight;
      error += bin.weight * Math.abs(bin.said - bin.was);
    }
    return all == 0 ? 0 : error / all;
  }

  /// Bins of equal width on the logarithmic scale, for drawing.
  List<Bin> curve() {
    double[] edges = new double[17];
    for (int i = 1; i < edges.length; i++) {
      edges[i] = Math.pow(10, -5 + i * 5.0 / 16);
    }
    return bins(edges);
  }

  private List<Bin> bins(double[] edges) {
    Sums sums = new Sums(edges);
    for (double p : owners) {
      sums.add(p, 1, 0);
    }
    for (int i = 0; i < attacks.length; i++) {
      sums.add(attacks[i], attackWeight(i), attackWeight(i));
    }
    return sums.bins();
  }

  /// One less the Brier score over that of always saying the prior: 1 is perfect, 0 says nothing.
  double brierSkill() {
    double score = 0;
    double all = owners.length;
    for (double p : owners) {
      score += p * p;
    }
    for (int i = 0; i < attacks.length; i++) {
      score += attackWeight(i) * (1 - attacks[i]) * (1 - attacks[i]);
      all += attackWeight(i);
    }
    return attacks.length == 0 ? Double.NaN : 1 - score / all / (prior * (1 - prior));
  }

  /// The same probabilities, had another prior been declared.
  Calibration at(double other) {
    double shift = Math.log(other / (1 - other)) - Math.log(prior / (1 - prior));
    return new Calibration(shifted(owners, shift), shifted(attacks, shift), weights, other);
  }

  private static double[] shifted(double[] probabilities, double shift) {
    return Arrays.stream(probabilities)
        .map(p -> Math.clamp(p, 1e-15, 1 - 1e-15))
        .map(p -> 1 / (1 + Math.exp(-(Math.log(p / (1 - p)) + shift))))
        .toArray();
  }

  /// Weights by range of probability.
  private static final class Sums {
    private final double[] edges;
    private final double[] weight;
    private final double[] said;
    private final double[] was;

    Sums(double[] edges) {
      this.edges = edges;
      weight = new double[edges.length - 1];
      said = new double[edges.length - 1];
      was = new double[edges.length - 1];
    }

    void add(double p, double each, double attack) {
      if (p < edges[0]) {
        return;
      }
      int bin = 0;
      while (bin < weight.length - 1 && p >= edges[bin + 1]) {
        bin++;
      }
      weight[bin] += each;
      said[bin] += each * p;
      was[bin] += attack;
    }

    List<Bin> bins() {
      List<Bin> bins = new ArrayList<>();
      for (int i = 0; i < weight.length; i++) {
        if (weight[i] > 0) {
          bins.add(
              new Bin(edges[i], edges[i + 1], weight[i], said[i] / weight[i], was[i] / weight[i]));
        }
      }
      return bins;
    }
  }
}
