package dev.warder.model;

import java.util.Locale;

/// Why a call was denied, in the words of the record. What the client is told is coarser.
public enum Denial {
  NO_CREDENTIAL,
  INVALID_TOKEN,
  INVALID_PROOF,
  NONCE_WANTED,
  CONFLICTING_CREDENTIALS,
  OUTSIDE_NETWORKS,
  INVALID_REQUEST,
  NO_ROUTE,
  INSUFFICIENT_SCOPE,
  /// Something was asserted, and no grant of a policy speaks for it.
  NO_GRANT,
  POLICY,
  POLICY_FAILURE,
  FAILURE,
  OVERLOAD;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
