package dev.warder.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 the three ways that the journal needs it: plain, of a Merkle leaf, of a Merkle node (RFC
/// 6962 section 2.1). Reuses one digest; for one thread at a time.
final class Sha256 {
  static final int LENGTH = 32;
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest digest;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }

  byte[] of(byte[] bytes, int from, int length) {
    digest.update(bytes, from, length);
    return digest.digest();
  }

  byte[] of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  byte[] leaf(byte[] bytes, int from, int length) {
    digest.update(LEAF);
    return of(bytes, from, length);
  }

  byte[] leaf(byte[] bytes) {
    return leaf(bytes, 0, bytes.length);
  }

  byte[] node(byte[] left, byte[] right) {
    digest.update(NODE);
    digest.update(left);
    digest.update(right);
    return digest.digest();
  }
}
