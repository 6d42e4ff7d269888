package dev.warder.model;

/// The key that a token belongs to.
///
/// @param thumbprint SHA-256 in base64url: of the key (RFC 7638), or of the certificate (RFC 8705)
/// @param always whether the token is good for nothing without it; otherwise it is asked for by
///   policy
/// @param vouched whether somebody else than the one who shows the key said that it is the token's:
///   only such a key proves more than the token does
public record Binding(Way way, String thumbprint, boolean always, boolean vouched) {
  /// How possession of the key is shown.
  public enum Way {
    /// By a proof in a header (RFC 9449).
    DPOP("dpop"),
    /// By the certificate that the connection was opened with (RFC 8705).
    MTLS("mtls");

    private final String wire;

    Way(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }
}
