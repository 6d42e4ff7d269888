package dev.warder.risk;

import dev.warder.model.Context;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Locale;

/// How unusual the hour and weekday are. A weak signal, and treated as one.
final class TimeTerm implements Term {
  static final TimeTerm TIME = new TimeTerm();

  private TimeTerm() {}

  /// In: weight, low, high, pseudo-counts, learned hours, hour, weekday, then cells and smoothed
  /// count of one histogram, and of a second (cells 0 where there is none).
  @Override
  public double points(double[] in) {
    double l = -StrictMath.log((in[7] * in[8] + in[3]) / (in[4] + in[3]));
    if (in[9] > 0) {
      l -= StrictMath.log((in[9] * in[10] + in[3]) / (in[4] + in[3]));
    }
    return in[0] * Math.clamp(l, in[1], in[2]);
  }

  @Override
  public String because(double[] in, Context context) {
    if (in[4] < 0.5) {
      return "no usual hours are learned yet";
    }
    String day = DayOfWeek.of((int) in[6]).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    long near = Math.round(in[8]);
    return String.format(
        Locale.ROOT,
        "%s around %02.0f:00 local time, when %s of %d learned hours of use %s",
        day,
        in[5],
        near == 0 ? "none" : near,
        Term.whole(in[4]),
        near == 1 ? "was" : "were");
  }
}
