package dev.warder.context;

import java.util.Locale;
import java.util.Optional;

/// What a file of intel tells.
public enum IntelKind {
  /// Country, and where it is known city and coordinates, of an address.
  PLACE,
  /// The autonomous system that announces an address.
  ASN,
  /// Networks of one class.
  NETWORK;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<IntelKind> of(String wire) {
    for (IntelKind each : values()) {
      if (each.wire().equals(wire)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
