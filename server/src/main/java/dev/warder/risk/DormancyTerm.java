package dev.warder.risk;

import dev.warder.model.Context;

/// First use after a long silence.
final class DormancyTerm implements Term {
  static final DormancyTerm DORMANCY = new DormancyTerm();

  private DormancyTerm() {}

  /// In: weight, cap, days of silence, days that count as long, usual gap in days, gaps that do.
  @Override
  public double points(double[] in) {
    return in[0] * Math.clamp(StrictMath.log(in[2] / threshold(in[3], in[4], in[5])), 0, in[1]);
  }

  static double threshold(double afterDays, double usualGapDays, double gaps) {
    return Math.max(afterDays, usualGapDays * gaps);
  }

  @Override
  public String because(double[] in, Context context) {
    return "first use after "
        + Math.round(in[2])
        + " days; the usual gap is "
        + Term.decimal(in[4])
        + " days";
  }
}
