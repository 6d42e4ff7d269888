package dev.warder.risk;

import dev.warder.model.Context;
import java.util.Locale;

/// A network and a client that are both new: owners change one at a time, as a rule.
final class TogetherTerm implements Term {
  static final TogetherTerm TOGETHER = new TogetherTerm();

  /// Records of earlier versions have so many inputs.
  private static final int SHARED = 7;

  private TogetherTerm() {}

  /// In: weight, attack rate, cap, legitimate rate, depth of the network's match, of the client's.
  @Override
  public double points(double[] in) {
    if (in.length == SHARED) {
      // Weight, cap, the two depths, P(both), P(network), P(client).
      return -in[0] * Math.clamp(StrictMath.log(in[4] / (in[5] * in[6])), -in[1], in[1]);
    }
    return in[0] * Math.clamp(StrictMath.log(in[1] / in[3]), 0, in[2]);
  }

  @Override
  public String because(double[] in, Context context) {
    if (in.length == SHARED) {
      return String.format(
          Locale.ROOT,
          "network and client match so deeply %.1f times as often as by chance",
          in[4] / (in[5] * in[6]));
    }
    return String.format(
        Locale.ROOT,
        "network and client are both new (%s, %s), which is so in 1 of %.0f calls of such owners",
        known(Chain.NETWORK, in[4]),
        known(Chain.CLIENT, in[5]),
        1 / in[3]);
  }

  private static String known(Chain chain, double depth) {
    return depth == 0 ? "nothing known" : "known only as " + chain.level((int) depth - 1).noun;
  }
}
