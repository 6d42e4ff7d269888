package dev.warder.policy;

/// The work that one evaluation of a condition may do beside its loops: searching and changing
/// texts. It is counted, not timed, so that a call judged again ends the same way.
///
/// Each thread counts for itself; one evaluation stays on one thread.
final class Steps {
  /// About 10 ms.
  static final long MOST = 400_000;

  /// Characters that a text may have that an expression makes.
  static final int LONGEST_TEXT = 65_536;

  private final ThreadLocal<long[]> left = ThreadLocal.withInitial(() -> new long[] {MOST});

  /// Ends an evaluation that does too much; never leaves this room.
  static final class Spent extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Spent() {
      super("too many steps");
    }
  }

  void restart() {
    left.get()[0] = MOST;
  }

  /// @throws Spent where the evaluation has done too much
  void take(long steps) {
    long[] mine = left.get();
    mine[0] -= steps;
    if (mine[0] < 0) {
      throw new Spent();
    }
  }

  /// Before a text of this length is made.
  void make(long length) {
    if (length > LONGEST_TEXT) {
      throw new Spent();
    }
    take(length);
  }
}
