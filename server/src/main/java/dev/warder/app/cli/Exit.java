package dev.warder.app.cli;

/// How a command ends, for scripts.
final class Exit {
  static final int DONE = 0;

  /// The answer is no: a failed check, an invalid journal.
  static final int NO = 1;

  static final int WRONG_USAGE = 2;

  /// No JDK, no server, no space, no permission.
  static final int WRONG_ENVIRONMENT = 3;

  /// The server understood and refused.
  static final int REFUSED = 4;

  private Exit() {}
}
