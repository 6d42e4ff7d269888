package dev.warder.gateway;

import org.jspecify.annotations.Nullable;

/// What the doors do about calls that show a key.
///
/// @param certificateHeader in which gateways tell the client's certificate, in lower case; absent
///   where no header is believed
/// @param nonces what to offer for the next proof
public record ProofSettings(@Nullable String certificateHeader, NonceSource nonces) {
  /// No header is believed, and no nonce asked for.
  public static final ProofSettings NONE = new ProofSettings(null, () -> null);

  /// Where nonces come from.
  public interface NonceSource {
    /// Absent where none is asked for.
    @Nullable String next();
  }
}
