package dev.warder.risk;

import dev.warder.model.Context;
import java.util.Locale;

/// An address that other principals use and this one never did: a colleague with a token that is
/// not his comes from where he always is.
final class ElsewhereTerm implements Term {
  static final ElsewhereTerm ELSEWHERE = new ElsewhereTerm();

  private ElsewhereTerm() {}

  /// In: weight, attack rate, cap, legitimate rate, other principals who are known to use it.
  @Override
  public double points(double[] in) {
    return in[0] * Math.clamp(StrictMath.log(in[1] / in[3]), 0, in[2]);
  }

  @Override
  public String because(double[] in, Context context) {
    long others = Math.round(in[4]);
    return String.format(
        Locale.ROOT,
        "this address is new here and belongs to %s",
        others == 1 ? "another principal" : others + " other principals");
  }
}
