package dev.warder.risk;

import dev.warder.model.Context;
import java.util.Locale;

/// What is expected before anything is known of a call.
final class PriorTerm implements Term {
  static final PriorTerm PRIOR = new PriorTerm();

  private PriorTerm() {}

  @Override
  public double points(double[] in) {
    return StrictMath.log(in[0] / (1 - in[0]));
  }

  @Override
  public String because(double[] in, Context context) {
    return String.format(
        Locale.ROOT,
        "before anything is known of it, 1 call in %.0f is expected not to be the owner's",
        1 / in[0]);
  }
}
