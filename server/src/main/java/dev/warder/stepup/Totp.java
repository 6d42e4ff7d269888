package dev.warder.stepup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One-time codes from a shared key and the time (RFC 6238, over RFC 4226), as authenticator apps
/// show them: HMAC-SHA-1, six digits, a new one every 30 seconds.
final class Totp {
  static final int PERIOD_SECONDS = 30;
  static final int DIGITS = 6;
  static final String ALGORITHM = "HmacSHA1";

  /// Clocks differ, and people type slowly: one step to either side is taken too (RFC 6238 section
  /// 5.2).
  private static final int DRIFT = 1;

  private Totp() {}

  /// The step in whose time a code is one for this key and was not used; empty where there is none.
  ///
  /// Takes the same time whether or not it is.
  ///
  /// @param last the newest step whose code was accepted: that and all before are used up
  static OptionalLong step(byte[] key, String code, Instant now, long last) {
    long current = Math.floorDiv(now.getEpochSecond(), PERIOD_SECONDS);
    byte[] given = code.getBytes(StandardCharsets.UTF_8);
    long found = -1;
    for (long step = current - DRIFT; step <= current + DRIFT; step++) {
      byte[] right = code(key, step, DIGITS, ALGORITHM).getBytes(StandardCharsets.US_ASCII);
      if (MessageDigest.isEqual(right, given) && step > last) {
        found = step;
      }
    }
    return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
  }

  static String code(byte[] key, long step, int digits, String algorithm) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, "RAW"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xF;
      int bits = ByteBuffer.wrap(hash).getInt(offset) & 0x7FFF_FFFF;
      int modulus = 1;
      for (int i = 0; i < digits; i++) {
        modulus *= 10;
      }
      String number = Integer.toString(bits % modulus);
      return "0".repeat(digits - number.length()) + number;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
