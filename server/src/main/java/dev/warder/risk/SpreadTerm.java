package dev.warder.risk;

import dev.warder.model.Context;
import java.util.Locale;

/// One token used at two places at once: shared, or stolen.
final class SpreadTerm implements Term {
  static final SpreadTerm SPREAD = new SpreadTerm();

  private SpreadTerm() {}

  /// Where the inputs on newcomers begin; records of earlier versions end there.
  private static final int ALONE = 10;

  /// In: weight, attack rate, cap, pseudo-visits, their rate, changes, their kind, learned visits
  /// with a change, learned visits, window in seconds, how much more it counts where nothing else
  /// is known, at how many learned routes half of that, learned routes.
  @Override
  public double points(double[] in) {
    double rate = (in[3] * in[4] + in[7]) / (in[3] + in[8]);
    double points = in[0] * Math.clamp(StrictMath.log(in[1] / rate), 0, in[2]);
    return in.length == ALONE ? points : points * (1 + in[10] * in[11] / (in[11] + in[12]));
  }

  @Override
  public String because(double[] in, Context context) {
    String where =
        switch ((byte) in[6]) {
          case Changes.DISJOINT, Changes.SWIFT -> "networks and programs (one of them new)";
          case Changes.ABROAD -> "countries";
          case Changes.NEW -> "networks (one of them new)";
          default -> "its usual networks";
        };
    return String.format(
        Locale.ROOT,
        "this token moved between %s %s within %.0f minutes; about %d of %d visits did before",
        where,
        Term.times(in[5]),
        in[9] / 60,
        Math.round(in[7]),
        Math.round(in[8]));
  }
}
