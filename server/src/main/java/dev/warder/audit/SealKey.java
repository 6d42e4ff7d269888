package dev.warder.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// One principal's key for personal fields: AES-256 in GCM (NIST SP 800-38D), with 96-bit nonces
/// and 128-bit tags.
///
/// @param id random, and all that is left of the principal in the journal once the key is gone
record SealKey(String id, String principal, byte[] secret) {

  static final int LENGTH = 32;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  static byte[] nonce(long start, long count) {
    return ByteBuffer.allocate(NONCE).putLong(start + (count >>> 32)).putInt((int) count).array();
  }

  static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  byte[] seal(byte[] nonce, String text) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK must have AES in GCM", e);
    }
  }

  /// Absent where this key did not seal exactly that.
  @Nullable String open(String nonce, String ciphertext) {
    try {
      byte[] with = Base64.getDecoder().decode(nonce);
      byte[] sealed = Base64.getDecoder().decode(ciphertext);
      if (with.length != NONCE) {
        return null;
      }
      byte[] text = cipher(Cipher.DECRYPT_MODE, with).doFinal(sealed);
      return new String(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      return null; // too short to have a tag
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SealKey that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "SealKey[" + id + "]";
  }

  /// A key's line in its file: all in base64, which has no space.
  String line() {
    byte[] name = principal.getBytes(StandardCharsets.UTF_8);
    return id + " " + text(secret) + " " + text(name) + "\n";
  }

  /// The line in the place of a key that was destroyed, until nothing else is left of whom it
  /// meant.
  static String gone(String id, String principal) {
    return id + " - " + text(principal.getBytes(StandardCharsets.UTF_8)) + "\n";
  }

  static boolean isGone(String line) {
    return line.contains(" - ");
  }

  static Seals.Forgotten goneOfLine(String line) {
    String[] parts = line.split(" ", 3);
    return new Seals.Forgotten(
        parts[0], new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.UTF_8));
  }

  static SealKey ofLine(String line) {
    String[] parts = line.split(" ", 3);
    byte[] secret = Base64.getDecoder().decode(parts.length == 3 ? parts[1] : "");
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException("not a key");
    }
    byte[] name = Base64.getDecoder().decode(parts[2]);
    return new SealKey(
        parts[0], new String(name, StandardCharsets.UTF_8), Arrays.copyOf(secret, LENGTH));
  }
}
