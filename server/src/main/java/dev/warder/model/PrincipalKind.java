package dev.warder.model;

import java.util.Optional;

/// Who holds tokens: a person, a program of one's own, or a program that acts for somebody.
public enum PrincipalKind {
  USER("user"),
  SERVICE("service"),
  AGENT("agent");

  private final String wire;

  PrincipalKind(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  public static Optional<PrincipalKind> of(String wire) {
    for (PrincipalKind kind : values()) {
      if (kind.wire.equals(wire)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
