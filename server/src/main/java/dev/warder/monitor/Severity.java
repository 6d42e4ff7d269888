package dev.warder.monitor;

import java.util.Locale;
import java.util.Optional;

/// How bad a detection or an incident is, from advice to emergency.
public enum Severity {
  /// Advice: nothing happened.
  INFO(0),
  LOW(1),
  MEDIUM(2),
  HIGH(3),
  CRITICAL(4);

  private final int rank;

  Severity(int rank) {
    this.rank = rank;
  }

  /// From 0 to 4, the worse the higher; stores may keep it.
  public int rank() {
    return rank;
  }

  /// @throws IllegalArgumentException where there is none of this rank
  public static Severity ofRank(int rank) {
    for (Severity each : values()) {
      if (each.rank == rank) {
        return each;
      }
    }
    throw new IllegalArgumentException("no severity of rank " + rank);
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Severity> of(String wire) {
    for (Severity each : values()) {
      if (each.wire().equals(wire)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  Severity raised() {
    return this == INFO || this == CRITICAL ? this : ofRank(rank + 1);
  }

  Severity or(Severity other) {
    return rank >= other.rank ? this : other;
  }
}
