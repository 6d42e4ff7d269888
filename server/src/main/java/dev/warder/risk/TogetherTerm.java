package dev.warder.risk;

import dev.warder.model.Context;
import java.util.Locale;

/// Takes back what network and client say twice: a new laptop on a journey is one surprise.
final class TogetherTerm implements Term {
  static final TogetherTerm TOGETHER = new TogetherTerm();

  private TogetherTerm() {}

  /// In: weight, cap, depth of the network's match, of the client's, P(both), P(network),
  /// P(client).
  @Override
  public double points(double[] in) {
    double shared = StrictMath.log(in[4] / (in[5] * in[6]));
    return -in[0] * Math.clamp(shared, -in[1], in[1]);
  }

  @Override
  public String because(double[] in, Context context) {
    return String.format(
        Locale.ROOT,
        "so known a network (%.0f of %d levels) and client (%.0f of %d) come together %.1f times as"
            + " often as by chance",
        in[2],
        Chain.NETWORK.levels,
        in[3],
        Chain.CLIENT.levels,
        in[4] / (in[5] * in[6]));
  }
}
