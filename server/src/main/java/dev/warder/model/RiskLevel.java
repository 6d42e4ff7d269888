package dev.warder.model;

import java.util.Locale;

/// The score in four words; where each begins is configured.
public enum RiskLevel {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  private final String wire = name().toLowerCase(Locale.ROOT);

  public String wire() {
    return wire;
  }
}
