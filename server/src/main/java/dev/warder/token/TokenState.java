package dev.warder.token;

import java.util.Locale;

/// Whether a token is good, and why not.
public enum TokenState {
  ACTIVE,
  EXPIRED,
  REVOKED,
  /// Its principal, somebody whom that belongs to, or who uses it for them, may not act; it is good
  /// again once they may.
  DISABLED,
  /// A token that it depends on has expired or is revoked.
  ENDED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
