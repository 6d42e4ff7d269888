package dev.warder.replay.evaluate;

import java.util.ArrayList;
import java.util.List;

/// How true the probabilities are, with attacks weighted as if they were so rare as is declared.
///
/// Injected attacks are far more frequent than real ones. Each of `a` attacks therefore weighs
/// `prior / (1 - prior) * n / a` against each of `n` owners' calls.
final class Calibration {
  private static final int BINS = 15;
  private static final double HIGH = 0.02;

  private final double[] owners;
  private final double[] attacks;
  private final double prior;

  /// @param prior the declared share of attacks among calls
  Calibration(double[] owners, double[] attacks, double prior) {
    this.owners = owners;
    this.attacks = attacks;
    this.prior = prior;
  }

  /// The calls of one range of probability.
  ///
  /// @param said their mean probability
  /// @param was the weighted share of attacks among them
  record Bin(double from, double to, double weight, double said, double was) {}

  private double attackWeight() {
    return attacks.length == 0 ? 0 : prior / (1 - prior) * owners.length / attacks.length;
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
    int count = edges.length - 1;
    double[] weight = new double[count];
    double[] said = new double[count];
    double[] was = new double[count];
    for (double p : owners) {
      add(edges, p, 1, false, weight, said, was);
    }
    for (double p : attacks) {
      add(edges, p, attackWeight(), true, weight, said, was);
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (weight[i] > 0) {
        bins.add(
            new Bin(edges[i], edges[i + 1], weight[i], said[i] / weight[i], was[i] / weight[i]));
      }
    }
    return bins;
  }

  private static void add(
      double[] edges,
      double p,
      double each,
      boolean attack,
      double[] weight,
      double[] said,
      double[] was) {
    int bin = 0;
    while (bin < weight.length - 1 && p >= edges[bin + 1]) {
      bin++;
    }
    if (p >= edges[0]) {
      weight[bin] += each;
      said[bin] += each * p;
      was[bin] += attack ? each : 0;
    }
  }

  /// One less the Brier score over that of always saying the prior: 1 is perfect, 0 says nothing.
  double brierSkill() {
    double score = 0;
    for (double p : owners) {
      score += p * p;
    }
    for (double p : attacks) {
      score += attackWeight() * (1 - p) * (1 - p);
    }
    double all = owners.length + attacks.length * attackWeight();
    return all == 0 ? Double.NaN : 1 - score / all / (prior * (1 - prior));
  }

  /// The same probabilities, had another prior been declared.
  Calibration at(double other) {
    double shift = Math.log(other / (1 - other)) - Math.log(prior / (1 - prior));
    return new Calibration(shifted(owners, shift), shifted(attacks, shift), other);
  }

  private static double[] shifted(double[] probabilities, double shift) {
    double[] shifted = new double[probabilities.length];
    for (int i = 0; i < shifted.length; i++) {
      double p = Math.clamp(probabilities[i], 1e-15, 1 - 1e-15);
      shifted[i] = 1 / (1 + Math.exp(-(Math.log(p / (1 - p)) + shift)));
    }
    return shifted;
  }
}
