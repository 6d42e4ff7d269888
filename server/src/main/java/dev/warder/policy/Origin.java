package dev.warder.policy;

import java.util.Arrays;
import java.util.Optional;

/// How a set of policies came into force.
public enum Origin {
  /// Somebody applied it.
  APPLIED("applied"),
  /// Somebody took an older set back.
  ROLLED_BACK("rolledBack"),
  /// A file in the policy folder changed.
  FOLDER("folder"),
  /// The configuration names it, or stands for the default policy by naming nothing.
  CONFIGURED("configured");

  private final String wire;

  Origin(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  public static Optional<Origin> of(String wire) {
    return Arrays.stream(values()).filter(each -> each.wire.equals(wire)).findFirst();
  }

  /// Whether it counts against the configuration and the policy folder, because somebody asked for
  /// it.
  boolean isAuthoritative() {
    return switch (this) {
      case APPLIED, ROLLED_BACK -> true;
      case FOLDER, CONFIGURED -> false;
    };
  }
}
