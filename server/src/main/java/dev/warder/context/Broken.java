package dev.warder.context;

/// What is wrong with an intel file, and in which line; said without the file's name, which the one
/// who opened it adds.
final class Broken extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param line from 1, or 0 where the file as a whole is meant
  Broken(int line, String what) {
    super(line > 0 ? "line " + line + ": " + what : what);
  }

  Broken(String what) {
    this(0, what);
  }

  String what() {
    return String.valueOf(getMessage());
  }
}
