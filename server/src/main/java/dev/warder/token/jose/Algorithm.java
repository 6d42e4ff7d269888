package dev.warder.token.jose;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A way to sign with a pair of keys (RFC 7518 section 3.1, RFC 8037). There is none without a
/// signature here and none with a shared secret, so that neither can be chosen.
public enum Algorithm {
  RS256("RSA", "SHA256withRSA", 0),
  RS384("RSA", "SHA384withRSA", 0),
  RS512("RSA", "SHA512withRSA", 0),
  PS256("RSA", "SHA-256", 32),
  PS384("RSA", "SHA-384", 48),
  PS512("RSA", "SHA-512", 64),
  ES256("P-256", "SHA256withECDSAinP1363Format", 64),
  ES384("P-384", "SHA384withECDSAinP1363Format", 96),
  ES512("P-521", "SHA512withECDSAinP1363Format", 132),
  EdDSA("Ed25519", "Ed25519", 64);

  private final String key;
  private final String jca;
  private final int length;

  /// @param length of a signature; for RSASSA-PSS of its salt
  Algorithm(String key, String jca, int length) {
    this.key = key;
    this.jca = jca;
    this.length = length;
  }

  public static Optional<Algorithm> of(String name) {
    return Arrays.stream(values()).filter(a -> a.name().equals(name)).findFirst();
  }

  /// `RSA`, or the name of the curve.
  String key() {
    return key;
  }

  /// Whether a header may call it so. RFC 9864 gave EdDSA on this curve a second name.
  boolean isNamed(String header) {
    return name().equals(header) || (this == EdDSA && header.equals("Ed25519"));
  }

  /// The one algorithm of a key that does not name its own: what its type leaves, and for RSA the
  /// first of those that are allowed.
  static @Nullable Algorithm forKey(String key, List<Algorithm> allowed) {
    return allowed.stream().filter(a -> a.key.equals(key)).findFirst().orElse(null);
  }

  /// Never throws for any signature: what cannot be checked is not good.
  boolean verifies(PublicKey publicKey, byte[] input, byte[] signature) {
    try {
      Signature check = signature();
      if (check == null || (!key.equals("RSA") && signature.length != length)) {
        return false;
      }
      check.initVerify(publicKey);
      check.update(input);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private @Nullable Signature signature() throws GeneralSecurityException {
    if (!name().startsWith("PS")) {
      return Signature.getInstance(jca);
    }
    Signature pss = Signature.getInstance("RSASSA-PSS");
    MGF1ParameterSpec mask = new MGF1ParameterSpec(jca);
    pss.setParameter(new PSSParameterSpec(jca, "MGF1", mask, length, 1));
    return pss;
  }
}
