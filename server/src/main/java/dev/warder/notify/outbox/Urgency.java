package dev.warder.notify.outbox;

import java.util.Locale;

/// How soon somebody should look, from advice to emergency.
public enum Urgency {
  INFO,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
