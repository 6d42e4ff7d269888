package dev.warder.risk;

import dev.warder.model.Context;

/// New routes from a new source: the burst of discovery with which the use of a stolen key begins.
final class NoveltyTerm implements Term {
  static final NoveltyTerm NOVELTY = new NoveltyTerm();

  private NoveltyTerm() {}

  /// In: weight, attack rate, cap, legitimate rate, new routes in this session, learned events, the
  /// number of them at which half is believed: to whom everything is new, new routes say little.
  @Override
  public double points(double[] in) {
    double believed = in[5] / (in[5] + in[6]);
    return in[0] * believed * Math.clamp(StrictMath.log(in[1] / in[3]), 0, in[2]);
  }

  @Override
  public String because(double[] in, Context context) {
    long routes = Math.round(in[4]);
    return (routes == 1 ? "a route" : routes + " routes")
        + " never used before, in a session from a new network or client";
  }
}
