package dev.warder.model;

import org.jspecify.annotations.Nullable;

/// Why the service cannot start here, and what its operator can do about it.
///
/// Not a `Fault`: no caller is there yet to be answered. Neither text holds a secret.
public final class StartupFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String remedy;

  /// @param remedy one sentence in the imperative, for example a command to run
  public StartupFailure(String problem, String remedy, @Nullable Throwable cause) {
    super(problem, cause);
    this.remedy = remedy;
  }

  public StartupFailure(String problem, String remedy) {
    this(problem, remedy, null);
  }

  public String remedy() {
    return remedy;
  }
}
