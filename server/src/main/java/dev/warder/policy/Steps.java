package dev.warder.policy;

/// The work that conditions may do beside their loops: searching and changing texts. One condition
/// has its steps, and all conditions of one decision together have some more. It is counted, not
/// timed, so that a call judged again ends the same way.
///
/// What is only tried out has steps of its own, so that it never ends what counts. Each thread
/// counts for itself; one decision is judged on one thread.
final class Steps {
  /// Of one condition: about 10 ms.
  static final long MOST = 400_000;

  /// Of one decision: about 75 ms, three quarters of what a decision may take.
  static final long MOST_TOGETHER = 3_000_000;

  /// Characters that a text may have that an expression makes.
  static final int LONGEST_TEXT = 65_536;

  private final ThreadLocal<Left> left = ThreadLocal.withInitial(Left::new);

  private static final class Left {
    private long here = MOST;
    private final long[] together = {MOST_TOGETHER, MOST_TOGETHER};
    private int lane;
  }

  /// Ends an evaluation that does too much; never leaves this room.
  static final class Spent extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Spent() {
      super("too many steps");
    }
  }

  /// Before the first condition of a decision.
  void begin() {
    Left mine = left.get();
    mine.here = MOST;
    mine.together[0] = MOST_TOGETHER;
    mine.together[1] = MOST_TOGETHER;
    mine.lane = 0;
  }

  /// Before each condition.
  ///
  /// @param tried whether it is only tried out
  void restart(boolean tried) {
    Left mine = left.get();
    mine.here = MOST;
    mine.lane = tried ? 1 : 0;
  }

  /// @throws Spent where the evaluation has done too much
  void take(long steps) {
    Left mine = left.get();
    mine.here -= steps;
    mine.together[mine.lane] -= steps;
    if (mine.here < 0 || mine.together[mine.lane] < 0) {
      throw new Spent();
    }
  }

  /// Whether the decision has done too much. An expression can hide that (`spent || true`), and
  /// then what was hidden would hang on the order of the rules.
  boolean isOver() {
    Left mine = left.get();
    return mine.together[mine.lane] < 0;
  }

  /// Before a text of this length is made.
  void make(long length) {
    if (length > LONGEST_TEXT) {
      throw new Spent();
    }
    take(length);
  }
}
