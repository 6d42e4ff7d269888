package dev.warder.stepup;

import dev.warder.model.SecretFile;
import dev.warder.model.StartupFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The key in `keys/factors.key`: seals what people prove themselves with, so that a database that
/// leaks gives nobody a code, and the short-lived tickets that browsers carry between two calls.
///
/// AES-256-GCM with a nonce of chance (96 bits); what a text is for is authenticated with it, so
/// that nothing sealed for one purpose can be used for another.
public final class FactorKey {
  private static final int BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec sealing;
  private final SecretKeySpec digesting;
  private final SecureRandom random;

  FactorKey(byte[] key, SecureRandom random) {
    this.sealing = new SecretKeySpec(derived(key, "seal"), "AES");
    this.digesting = new SecretKeySpec(derived(key, "digest"), "RAW");
    this.random = random;
  }

  /// Reads the key of this folder, making it where there is none.
  ///
  /// @throws StartupFailure where it is damaged, or open to others
  public static FactorKey open(Path folder, SecureRandom random) {
    Path file = folder.resolve("factors.key").toAbsolutePath();
    try {
      if (Files.notExists(file)) {
        make(file, random);
      }
      byte[] key = SecretFile.read(file, "let people enrol anew");
      if (key.length != BYTES) {
        throw new StartupFailure(
            file + " is damaged: it should hold " + BYTES + " bytes",
            "put it back from a backup; without it people must enrol anew");
      }
      return new FactorKey(key, random);
    } catch (IOException e) {
      throw new StartupFailure(
          file + " cannot be read or made: " + e.getMessage(),
          "check the folder's owner and mode, and the disk",
          e);
    }
  }

  private static void make(Path file, SecureRandom random) throws IOException {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    SecretFile.write(file, key);
    Arrays.fill(key, (byte) 0);
  }

  /// @param purpose what it is for, and whose it is
  String seal(byte[] plain, String purpose) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(plain);
      byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
      System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  /// Empty where it was not sealed by this key for this purpose.
  Optional<byte[]> unseal(String sealed, String purpose) {
    try {
      byte[] all = Base64.getUrlDecoder().decode(sealed);
      if (all.length < NONCE_BYTES) {
        return Optional.empty();
      }
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, purpose);
      return Optional.of(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /// A digest that only this key can make, in hexadecimal.
  String digest(String purpose, String text) {
    return HexFormat.of().formatHex(mac(digesting, purpose + "\0" + text));
  }

  private static byte[] derived(byte[] key, String purpose) {
    return mac(new SecretKeySpec(key, "RAW"), "warder factors " + purpose);
  }

  private static byte[] mac(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
