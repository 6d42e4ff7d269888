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
        "a network that is %s and a client that is %s come together %.1f times as often as by chance",
        known(in[2]),
        known(in[3]),
        in[4] / (in[5] * in[6]));
  }

  private static String known(double depth) {
    return depth == 0 ? "new" : depth == Chain.NETWORK.levels ? "well known" : "partly known";
  }
}
