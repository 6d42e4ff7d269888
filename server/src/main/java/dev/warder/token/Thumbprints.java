package dev.warder.token;

import dev.warder.model.Binding;
import dev.warder.model.Fault;
import dev.warder.token.jose.Base64Url;
import dev.warder.token.jose.DpopProof;
import dev.warder.token.jose.Malformed;
import dev.warder.token.jose.StrictJson;
import dev.warder.token.jose.VerificationKey;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;

/// The short names of the keys that tokens are bound to.
public final class Thumbprints {
  private Thumbprints() {}

  /// @param key a thumbprint, a JWK, or a certificate in PEM
  /// @throws Fault.Invalid where it is none of these
  public static String ofText(Binding.Way way, String key) {
    if (Base64Url.isDigest(key)) {
      return key;
    }
    return switch (way) {
      case DPOP -> ofJwk(key.getBytes(StandardCharsets.UTF_8));
      case MTLS -> ofCertificate(key);
    };
  }

  /// @throws Fault.Invalid where it is no public key that proofs can be made with
  public static String ofJwk(byte[] jwk) {
    try {
      return VerificationKey.read(StrictJson.object(jwk), DpopProof.ALGORITHMS).thumbprint();
    } catch (Malformed e) {
      throw new Fault.Invalid(
          "key is no public key as a JWK that proofs can be made with: " + e.getMessage(), e);
    }
  }

  private static String ofCertificate(String pem) {
    try {
      byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
      byte[] der =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes))
              .getEncoded();
      return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(der));
    } catch (GeneralSecurityException e) {
      throw new Fault.Invalid("key is no certificate in PEM, and no thumbprint of one", e);
    }
  }
}
