package dev.warder.app.cli;

import org.jspecify.annotations.Nullable;

/// What `doctor` found in one respect.
///
/// @param remedy what to do; absent where all is well
record Finding(String check, State state, String text, @Nullable String remedy) {
  enum State {
    OK("ok"),
    WARN("warn"),
    FAIL("FAIL");

    private final String shown;

    State(String shown) {
      this.shown = shown;
    }

    @Override
    public String toString() {
      return shown;
    }
  }

  static Finding ok(String check, String text) {
    return new Finding(check, State.OK, text, null);
  }

  static Finding warn(String check, String text, String remedy) {
    return new Finding(check, State.WARN, text, remedy);
  }

  static Finding fail(String check, String text, String remedy) {
    return new Finding(check, State.FAIL, text, remedy);
  }
}
