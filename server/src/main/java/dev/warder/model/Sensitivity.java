package dev.warder.model;

import java.util.Locale;

/// How much harm a route can do.
public enum Sensitivity {
  LOW,
  NORMAL,
  HIGH,
  CRITICAL;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
