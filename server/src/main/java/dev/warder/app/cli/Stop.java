package dev.warder.app.cli;

import org.jspecify.annotations.Nullable;

/// Ends a command early, with a line for the person who typed it.
final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exit;
  private final String text;
  private final @Nullable String remedy;
  private final boolean passing;

  private Stop(int exit, String text, @Nullable String remedy, @Nullable Throwable cause) {
    this(exit, text, remedy, cause, false);
  }

  private Stop(
      int exit, String text, @Nullable String remedy, @Nullable Throwable cause, boolean passing) {
    super(text, cause);
    this.passing = passing;
    this.exit = exit;
    this.text = text;
    this.remedy = remedy;
  }

  static Stop usage(String text, String remedy) {
    return new Stop(Exit.WRONG_USAGE, text, remedy, null);
  }

  static Stop environment(String text, String remedy) {
    return new Stop(Exit.WRONG_ENVIRONMENT, text, remedy, null);
  }

  static Stop environment(String text, String remedy, Throwable cause) {
    return new Stop(Exit.WRONG_ENVIRONMENT, text, remedy, cause);
  }

  static Stop refused(String text, @Nullable String remedy) {
    return new Stop(Exit.REFUSED, text, remedy, null);
  }

  /// A refusal that says to try again.
  static Stop busy(String text, @Nullable String remedy) {
    return new Stop(Exit.REFUSED, text, remedy, null, true);
  }

  /// Whether the same may be granted later.
  boolean mayPass() {
    return passing;
  }

  int exit() {
    return exit;
  }

  String text() {
    return text;
  }

  /// What to do about it.
  @Nullable String remedy() {
    return remedy;
  }
}
