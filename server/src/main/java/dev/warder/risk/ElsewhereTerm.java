package dev.warder.risk;

import dev.warder.model.Context;

/// An address that other principals use and this one never did, or their very program there: a
/// colleague with a token that is not his comes from where he always is, with what he always has.
final class ElsewhereTerm implements Term {
  static final ElsewhereTerm ELSEWHERE = new ElsewhereTerm();

  // What others are known for; records of earlier versions, which know addresses only, end before.
  static final int ADDRESS = 0;
  static final int SEAT = 1;
  static final int DESK = 2;
  private static final int WHAT = 5;

  private ElsewhereTerm() {}

  /// In: weight, attack rate, cap, legitimate rate, other principals who are known for it, what it
  /// is.
  @Override
  public double points(double[] in) {
    return in[0] * Math.clamp(StrictMath.log(in[1] / in[3]), 0, in[2]);
  }

  @Override
  public String because(double[] in, Context context) {
    long others = Math.round(in[4]);
    String who = others == 1 ? "another principal" : others + " other principals";
    String use = others == 1 ? " uses it" : " use it";
    return switch (in.length > WHAT ? (int) in[WHAT] : ADDRESS) {
      case SEAT -> "this address is new here, and with this very program " + who + use;
      case DESK -> "this kind of program is new here, and " + who + use + " at this very address";
      default -> "this address is new here and belongs to " + who;
    };
  }
}
