package dev.warder.audit;

import dev.warder.model.Fault;
import dev.warder.model.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The key that signs checkpoints: Ed25519, kept as a PKCS#8 PEM file with mode 0600.
final class AuditKey {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  private final PrivateKey key;
  private final VerifierKey verifier;

  private AuditKey(PrivateKey key, VerifierKey verifier) {
    this.key = key;
    this.verifier = verifier;
  }

  /// Reads the key, or makes it where there is none.
  static AuditKey open(Path file, String origin, SecureRandom random) throws IOException {
    if (Files.notExists(file)) {
      byte[] seed = new byte[VerifierKey.KEY_LENGTH];
      random.nextBytes(seed);
      SecretFile.write(file, pem(seed).getBytes(StandardCharsets.US_ASCII));
    }
    return ofSeed(seed(file), origin);
  }

  /// A new key in a file of its own.
  static AuditKey fresh(Path file, String origin, SecureRandom random) throws IOException {
    Files.deleteIfExists(file);
    return open(file, origin, random);
  }

  static AuditKey ofSeed(byte[] seed, String origin) {
    try {
      byte[] encoded = Arrays.copyOf(PKCS8, PKCS8.length + seed.length);
      System.arraycopy(seed, 0, encoded, PKCS8.length, seed.length);
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return new AuditKey(key, new VerifierKey(origin, publicHalf(seed)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK must have Ed25519", e);
    }
  }

  /// PKCS#8 holds the seed alone. A generator whose chance is that seed makes the same pair again.
  private static byte[] publicHalf(byte[] seed) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(
        NamedParameterSpec.ED25519,
        new SecureRandom() {
          @Override
          public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
          }
        });
    byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - VerifierKey.KEY_LENGTH, encoded.length);
  }

  VerifierKey verifier() {
    return verifier;
  }

  /// Base64 of the key's hash and the signature, as a signed note wants it.
  String sign(byte[] text) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(key);
      ed25519.update(text);
      byte[] signature = ed25519.sign();
      byte[] hash = verifier.hash();
      byte[] all = Arrays.copyOf(hash, hash.length + signature.length);
      System.arraycopy(signature, 0, all, hash.length, signature.length);
      return Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the audit key cannot sign", e);
    }
  }

  private static byte[] seed(Path file) throws IOException {
    byte[] content = SecretFile.read(file, "replace it: warder admin rotate-audit-key");
    String pem = new String(content, StandardCharsets.US_ASCII).strip();
    if (pem.startsWith(BEGIN) && pem.endsWith(END)) {
      String base64 = pem.substring(BEGIN.length(), pem.length() - END.length());
      byte[] encoded = Base64.getMimeDecoder().decode(base64);
      boolean plain = encoded.length == PKCS8.length + VerifierKey.KEY_LENGTH;
      if (plain && Arrays.equals(PKCS8, Arrays.copyOf(encoded, PKCS8.length))) {
        return Arrays.copyOfRange(encoded, PKCS8.length, encoded.length);
      }
    }
    throw new Fault.Conflict(
        file + " is not an Ed25519 key in PKCS#8 PEM: put the right one back from your backup");
  }

  private static String pem(byte[] seed) {
    byte[] encoded = Arrays.copyOf(PKCS8, PKCS8.length + seed.length);
    System.arraycopy(seed, 0, encoded, PKCS8.length, seed.length);
    return BEGIN + "\n" + Base64.getEncoder().encodeToString(encoded) + "\n" + END + "\n";
  }
}
