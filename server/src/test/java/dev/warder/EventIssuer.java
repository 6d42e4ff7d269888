package dev.warder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/// A provider that signs security events, with its keys in a file.
public final class EventIssuer {
  public static final String NAME = "https://idp.example.com/";
  public static final String REVOKED =
      "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
  public static final String DISABLED =
      "https://schemas.openid.net/secevent/risc/event-type/account-disabled";
  public static final String ENABLED =
      "https://schemas.openid.net/secevent/risc/event-type/account-enabled";

  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair pair;

  /// @param keys the file that its public key is written to
  public EventIssuer(Path keys) throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pair = generator.generateKeyPair();
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    Files.writeString(
        keys,
        "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k1\",\"n\":\""
            + number(key.getModulus().toByteArray())
            + "\",\"e\":\""
            + number(key.getPublicExponent().toByteArray())
            + "\"}]}");
  }

  private static String number(byte[] bytes) {
    return URL.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  public static String claims(String jti, String type, String subject) {
    return """
    {"iss":"%s","jti":"%s","iat":1795392000,"aud":["warder"],"sub_id":%s,"events":{"%s":{}}}
    """
        .formatted(NAME, jti, subject, type);
  }

  /// About somebody with that address.
  public static String of(String email) {
    return "{\"format\":\"email\",\"email\":\"" + email + "\"}";
  }

  public String signed(String claims) throws GeneralSecurityException {
    return signed("{\"typ\":\"secevent+jwt\",\"alg\":\"RS256\",\"kid\":\"k1\"}", claims);
  }

  public String signed(String head, String claims) throws GeneralSecurityException {
    String text =
        URL.encodeToString(head.getBytes(StandardCharsets.UTF_8))
            + "."
            + URL.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(pair.getPrivate());
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return text + "." + URL.encodeToString(signature.sign());
  }
}
