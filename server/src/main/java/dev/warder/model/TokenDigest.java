package dev.warder.model;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// What is kept of a token's secret: a keyed digest and the name of the key (the pepper) used.
public record TokenDigest(String keyId, byte[] bytes) {
  public TokenDigest {
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /// Compares in time that does not depend on where the bytes differ.
  @Override
  public boolean equals(Object other) {
    return other instanceof TokenDigest that
        && keyId.equals(that.keyId)
        && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "TokenDigest[" + keyId + "]";
  }
}
