package dev.warder.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// The public half of an audit key: a C2SP verifier key, `name+hash+base64(0x01 || key)`.
public record VerifierKey(String name, byte[] key) {
  static final byte ED25519 = 1;
  static final int KEY_LENGTH = 32;
  private static final int HASH_LENGTH = 4;
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  public static Optional<VerifierKey> parse(String line) {
    String[] parts = line.strip().split("\\+", 3);
    if (parts.length != 3 || parts[0].isEmpty() || parts[0].matches("(?U).*\\s.*")) {
      return Optional.empty();
    }
    try {
      byte[] typed = Base64.getDecoder().decode(parts[2]);
      if (typed.length != KEY_LENGTH + 1 || typed[0] != ED25519) {
        return Optional.empty();
      }
      VerifierKey key = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
      boolean same = HexFormat.of().formatHex(key.hash()).equals(parts[1]);
      return same ? Optional.of(key) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The first four bytes of `SHA-256(name || LF || 0x01 || key)` (C2SP signed-note).
  byte[] hash() {
    byte[] start = (name + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(start, start.length + 1 + KEY_LENGTH);
    all[start.length] = ED25519;
    System.arraycopy(key, 0, all, start.length + 1, KEY_LENGTH);
    return Arrays.copyOf(new Sha256().of(all), HASH_LENGTH);
  }

  /// @param signature the key's hash, then the signature itself
  boolean verifies(byte[] text, byte[] signature) {
    if (!Arrays.equals(Arrays.copyOf(signature, HASH_LENGTH), hash())) {
      return false;
    }
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(publicKey());
      ed25519.update(text);
      return ed25519.verify(signature, HASH_LENGTH, signature.length - HASH_LENGTH);
    } catch (GeneralSecurityException e) {
      return false; // a malformed key or signature proves nothing
    }
  }

  private PublicKey publicKey() throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + KEY_LENGTH);
    System.arraycopy(key, 0, encoded, SPKI.length, KEY_LENGTH);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  /// The line that stands in `audit.pub`, without newline.
  @Override
  public String toString() {
    byte[] typed = new byte[KEY_LENGTH + 1];
    typed[0] = ED25519;
    System.arraycopy(key, 0, typed, 1, KEY_LENGTH);
    String hash = HexFormat.of().formatHex(hash());
    return name + "+" + hash + "+" + Base64.getEncoder().encodeToString(typed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that
        && name.equals(that.name)
        && Arrays.equals(key, that.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }
}
