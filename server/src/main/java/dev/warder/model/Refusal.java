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
  /// It, its principal, or somebody whom it depends on, is not to act.
  DISABLED,
  /// It was made for a number of calls, and these were made.
  SPENT,
  /// It belongs to a key, and the call does not show that it holds it.
  UNPROVEN,
  /// The proof of a key is not good, whatever the token is.
  INVALID_PROOF,
  /// The proof of a key lacks the nonce that is asked for.
  NONCE_WANTED,
  /// A good token, shown from outside the networks that it is bound to.
  OUTSIDE_NETWORKS;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
