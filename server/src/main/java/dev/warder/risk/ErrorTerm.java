package dev.warder.risk;

import dev.warder.model.Context;
import java.util.Locale;

/// Whether as many calls failed as an owner's do, or as those of somebody who tries doors: a
/// beta-binomial Bayes factor. No failures at all are mild evidence for the owner.
final class ErrorTerm implements Term {
  static final ErrorTerm ERRORS = new ErrorTerm();

  private ErrorTerm() {}

  /// In: weight, low, high, failed, known, owners' prior bad and good, learned bad and good,
  /// attackers' prior bad and good.
  @Override
  public double points(double[] in) {
    double owner = likelihood(in[3], in[4], in[5] + in[7], in[6] + in[8]);
    double attacker = likelihood(in[3], in[4], in[9], in[10]);
    return in[0] * Math.clamp(StrictMath.log(attacker / owner), in[1], in[2]);
  }

  /// Of one order of `bad` failures among `calls`, under Beta(a, b).
  private static double likelihood(double bad, double calls, double a, double b) {
    double product = 1;
    for (int i = 0; i < calls; i++) {
      boolean failed = i < bad;
      double before = failed ? a + i : b + (i - bad);
      product *= before / (a + b + i);
    }
    return product;
  }

  @Override
  public String because(double[] in, Context context) {
    return String.format(
        Locale.ROOT,
        "%.0f of the last %.0f calls failed; usual is %.1f in 100",
        in[3],
        in[4],
        100 * (in[5] + in[7]) / (in[5] + in[6] + in[7] + in[8]));
  }
}
