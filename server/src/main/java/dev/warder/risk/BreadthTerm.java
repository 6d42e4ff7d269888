package dev.warder.risk;

import dev.warder.model.Context;
import java.util.Locale;

/// Surprise of the number of different paths that a token asked for lately: enumeration and
/// scraping show here before they show in volume. Computed as the rate is.
final class BreadthTerm implements Term {
  static final BreadthTerm BREADTH = new BreadthTerm();

  private BreadthTerm() {}

  /// In: weight, cap, shape, pseudo-visits, different paths, usual peak, sum of learned peaks,
  /// learned visits, surprise that is not counted: owners explore.
  @Override
  public double points(double[] in) {
    double surprise = RateTerm.surprise(in[2], in[4], mean(in)) - in[8];
    return in[0] * Math.clamp(surprise, 0, in[1]);
  }

  private static double mean(double[] in) {
    return (in[3] * in[5] + in[6]) / (in[3] + in[7]);
  }

  @Override
  public String because(double[] in, Context context) {
    long paths = Math.round(in[4]);
    return String.format(
        Locale.ROOT,
        "%s within ten minutes; the usual peak is %.0f",
        paths == 1 ? "1 path" : "about " + paths + " different paths",
        mean(in));
  }
}
