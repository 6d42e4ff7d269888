package dev.warder.model;

import java.util.Locale;

/// Why a credential was not accepted. Clients never learn which of the inner reasons it was.
public enum Refusal {
  ABSENT,
  CONFLICTING,
  MALFORMED,
  UNKNOWN,
  EXPIRED,
  REVOKED,
  /// Its issuer could not be asked, or not in time.
  UNVERIFIABLE,
  /// A good token, shown from outside the networks that it is bound to.
  OUTSIDE_NETWORKS;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
