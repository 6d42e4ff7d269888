package dev.warder.monitor;

/// How much more a detector takes from one principal before it speaks, after false alarms.
public record Tolerance(String detector, String principal, double factor) {
  private static final double STEP = 1.5;
  private static final double MOST = 4;

  /// After one more false alarm. There is a limit: nobody can talk a detector into silence.
  Tolerance raised() {
    return new Tolerance(detector, principal, Math.min(MOST, factor * STEP));
  }
}
