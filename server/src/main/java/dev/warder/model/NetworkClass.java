package dev.warder.model;

import java.util.Locale;
import java.util.Optional;

/// What kind of network an address belongs to.
public enum NetworkClass {
  /// Nothing speaks for another class: homes and offices, as a rule.
  RESIDENTIAL,
  MOBILE,
  HOSTING,
  VPN,
  TOR,
  /// On a list of known attackers.
  LISTED,
  /// Private, loopback, link-local, reserved or documentation space: says nothing of a place.
  PRIVATE,
  /// No address, or no data about it.
  UNKNOWN;

  private final String wire = name().toLowerCase(Locale.ROOT);

  public String wire() {
    return wire;
  }

  public static Optional<NetworkClass> of(String wire) {
    for (NetworkClass each : values()) {
      if (each.wire().equals(wire)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
