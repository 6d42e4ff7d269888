package dev.warder.model;

import java.util.Locale;

/// The score in four words; where each begins is configured.
public enum RiskLevel {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
