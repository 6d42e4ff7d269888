package dev.warder.replay;

import java.util.Optional;

/// A verdict by name, from the mildest to the strictest.
public enum Mark {
  ALLOW(0, "allow"),
  RESTRICT(1, "restrict"),
  THROTTLE(2, "throttle"),
  STEP_UP(3, "step_up"),
  DENY(4, "deny");

  private static final Mark[] ALL = values();

  private final int rank;
  private final String wire;

  Mark(int rank, String wire) {
    this.rank = rank;
    this.wire = wire;
  }

  /// 0 for the mildest.
  int rank() {
    return rank;
  }

  public String wire() {
    return wire;
  }

  public boolean passes() {
    return this == ALLOW || this == RESTRICT;
  }

  static Optional<Mark> of(String wire) {
    for (Mark mark : ALL) {
      if (mark.wire.equals(wire)) {
        return Optional.of(mark);
      }
    }
    return Optional.empty();
  }
}
