package dev.warder.risk;

import dev.warder.model.Context;
import java.util.Locale;

/// Surprise of a session's actions, summed up; what is usual lets it drain.
final class SessionTerm implements Term {
  static final SessionTerm SESSION = new SessionTerm();
  static final int SURPRISE = 2;
  static final int FIRST = 5;

  private SessionTerm() {}

  /// In: weight, evidence before this call, the action's surprise, drift, cap, 1 where the
  /// operation is new to the session.
  @Override
  public double points(double[] in) {
    return in[0] * after(in[1], in[2], in[3], in[4], in[5] != 0);
  }

  static double after(double before, double surprise, double drift, double cap, boolean first) {
    return first ? Math.min(cap, Math.max(0, before + surprise - drift)) : before;
  }

  @Override
  public String because(double[] in, Context context) {
    double after = after(in[1], in[2], in[3], in[4], in[5] != 0);
    if (after == 0) {
      return "what this session did so far is usual";
    }
    return String.format(
        Locale.ROOT,
        "what this session did adds up to %.1f of surprise (%.0f at most), %.1f of it before this"
            + " call",
        after,
        in[4],
        Math.min(in[1], after));
  }
}
