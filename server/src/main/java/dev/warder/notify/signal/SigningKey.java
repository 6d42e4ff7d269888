package dev.warder.notify.signal;

import dev.warder.model.SecretFile;
import dev.warder.model.StartupFailure;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/// The RSA key that events are signed with (RS256), made on first use, mode 0600.
public final class SigningKey {
  private static final int BITS = 2048;
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
  private static final String END = "\n-----END PRIVATE KEY-----\n";
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final RSAPrivateCrtKey key;
  private final String id;

  private SigningKey(RSAPrivateCrtKey key) throws GeneralSecurityException {
    this.key = key;
    String thumb =
        "{\"e\":\""
            + number(key.getPublicExponent())
            + "\",\"kty\":\"RSA\",\"n\":\""
            + number(key.getModulus())
            + "\"}"; // RFC 7638
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(thumb.getBytes(StandardCharsets.UTF_8));
    this.id = URL.encodeToString(hash);
  }

  /// @throws StartupFailure where the file cannot be read or made
  public static SigningKey open(Path file) {
    try {
      byte[] encoded = Files.exists(file) ? read(file) : create(file);
      return new SigningKey(
          (RSAPrivateCrtKey)
              KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (IOException
        | GeneralSecurityException
        | ClassCastException
        | IllegalArgumentException e) {
      throw new StartupFailure(
          "the signing key " + file + " cannot be used",
          "It must be an RSA key in PKCS #8 (BEGIN PRIVATE KEY); without the file, one is made.",
          e);
    }
  }

  private static byte[] read(Path file) throws IOException {
    byte[] content = SecretFile.read(file, "remove it: a new one is made, and receivers fetch it");
    String text = new String(content, StandardCharsets.US_ASCII);
    String body = text.replaceAll("-----[A-Z ]+-----", "");
    return Base64.getMimeDecoder().decode(body);
  }

  private static byte[] create(Path file) throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(BITS);
    byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    SecretFile.write(file, (BEGIN + body + END).getBytes(StandardCharsets.US_ASCII));
    return encoded;
  }

  private static String number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return URL.encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
  }

  /// The public half, as RFC 7517 wants it.
  public String jwks() {
    ObjectNode jwks = RecordSignals.JSON.createObjectNode();
    ObjectNode own = jwks.putArray("keys").addObject();
    own.put("kty", "RSA").put("use", "sig").put("alg", "RS256").put("kid", id);
    own.put("n", number(key.getModulus())).put("e", number(key.getPublicExponent()));
    return jwks.toString();
  }

  /// A compact JWS whose type says that it is a security event (RFC 8417).
  String sign(String claims) {
    String head = "{\"typ\":\"secevent+jwt\",\"alg\":\"RS256\",\"kid\":\"" + id + "\"}";
    String signed =
        URL.encodeToString(head.getBytes(StandardCharsets.UTF_8))
            + "."
            + URL.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an event cannot be signed", e);
    }
  }
}
