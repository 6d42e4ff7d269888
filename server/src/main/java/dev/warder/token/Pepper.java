package dev.warder.token;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One key for HMAC-SHA-256, by name.
///
/// Each use works on a copy of a keyed prototype that nobody ever feeds: no thread waits for
/// another, and virtual threads carry no copies around.
final class Pepper {
  static final int BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final String id;
  private final Mac keyed;

  Pepper(String id, byte[] key) {
    this.id = id;
    this.keyed = keyed(key);
  }

  String id() {
    return id;
  }

  byte[] hmac(byte[] message) {
    try {
      return ((Mac) keyed.clone()).doFinal(message);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this Java cannot copy " + ALGORITHM, e);
    }
  }

  static Mac keyed(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "Pepper[" + id + "]";
  }
}
