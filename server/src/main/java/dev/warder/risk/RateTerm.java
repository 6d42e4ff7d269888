package dev.warder.risk;

import dev.warder.model.Context;
import java.util.Locale;

/// Surprise of the number of calls in the window that surprises most.
///
/// Gamma-Poisson large-deviation rate of `x` against mean `m` and shape `a`: `x ln(x/m) - (x+a)
/// ln((x+a)/(m+a))`, about the `-ln` of the tail beyond `x`.
final class RateTerm implements Term {
  static final RateTerm RATE = new RateTerm();

  private RateTerm() {}

  /// In: weight, cap, shape, pseudo-visits, calls, window in seconds, usual peak, sum of learned
  /// peaks, learned visits.
  @Override
  public double points(double[] in) {
    return in[0] * Math.min(in[1], surprise(in[2], in[4], mean(in)));
  }

  static double surprise(double shape, double calls, double mean) {
    if (calls <= mean) {
      return 0;
    }
    return calls * StrictMath.log(calls / mean)
        - (calls + shape) * StrictMath.log((calls + shape) / (mean + shape));
  }

  private static double mean(double[] in) {
    return (in[3] * in[6] + in[7]) / (in[3] + in[8]);
  }

  @Override
  public String because(double[] in, Context context) {
    return String.format(
        Locale.ROOT,
        "%.0f calls in the last %.0f s; the usual peak is %.0f, from %d visits",
        in[4],
        in[5],
        mean(in),
        Math.round(in[8]));
  }
}
