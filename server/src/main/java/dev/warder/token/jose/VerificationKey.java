package dev.warder.token.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A public key and the one algorithm that it is good for.
///
/// The algorithm belongs to the key. What a token says of it must agree, and never chooses
/// (CVE-2026-11800).
///
/// @param id absent where the key has none
/// @param thumbprint SHA-256 by RFC 7638
public record VerificationKey(
    @Nullable String id, Algorithm algorithm, PublicKey key, String thumbprint) {
  private static final int SHORTEST_RSA = 2048;
  private static final int LONGEST_RSA = 8192;
  private static final int LONGEST_ID = 256;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
  private static final List<String> PUBLIC = List.of("kty", "crv", "n", "e", "x", "y");

  /// How an Ed25519 key is written before its 32 bytes (RFC 8410 section 4).
  private static final byte[] ED25519 = {48, 42, 48, 5, 6, 3, 43, 101, 112, 3, 33, 0};

  /// @param jwk one JSON Web Key
  /// @param allowed the algorithms that may be used at all, the preferred ones first
  /// @throws Malformed where it is not a public key for signatures that is fit to be used
  public static VerificationKey read(JsonNode jwk, List<Algorithm> allowed) throws Malformed {
    for (String name : PRIVATE) {
      if (jwk.has(name)) {
        throw new Malformed("a key that is not public");
      }
    }
    String use = StrictJson.text(jwk, "use");
    if (use != null && !use.equals("sig")) {
      throw new Malformed("a key for something else than signatures");
    }
    List<String> operations = StrictJson.texts(jwk.get("key_ops"), "key_ops", 10);
    if (jwk.has("key_ops") && !operations.contains("verify")) {
      throw new Malformed("a key that verifies nothing");
    }
    String id = StrictJson.text(jwk, "kid");
    if (id != null && (id.isEmpty() || id.length() > LONGEST_ID)) {
      throw new Malformed("a key's name that is empty or too long");
    }
    return read(id, StrictJson.text(jwk, "alg"), parsed(jwk), allowed);
  }

  private static VerificationKey read(
      @Nullable String id, @Nullable String named, JWK jwk, List<Algorithm> allowed)
      throws Malformed {
    try {
      Algorithm algorithm = algorithm(type(jwk), named, allowed);
      return new VerificationKey(id, algorithm, key(jwk), jwk.computeThumbprint().toString());
    } catch (JOSEException | GeneralSecurityException e) {
      throw new Malformed("a key that cannot be used", e);
    }
  }

  /// Only what makes a public key is read: no certificates, and nothing that has to be fetched.
  private static JWK parsed(JsonNode jwk) throws Malformed {
    try {
      var only = JSON.createObjectNode();
      for (String name : PUBLIC) {
        String value = StrictJson.text(jwk, name);
        if (value != null) {
          if (!name.equals("kty") && !name.equals("crv")) {
            var _ = Base64Url.decode(value);
          }
          only.put(name, value);
        }
      }
      return JWK.parse(only.toString());
    } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
      throw new Malformed("no key", e);
    }
  }

  private static String type(JWK jwk) throws Malformed, JOSEException {
    return switch (jwk) {
      case RSAKey rsa -> rsa(rsa);
      case ECKey ec -> ec.getCurve().getName();
      case OctetKeyPair pair -> pair.getCurve().getName();
      default -> throw new Malformed("a kind of key that is not used");
    };
  }

  private static String rsa(RSAKey rsa) throws Malformed, JOSEException {
    BigInteger modulus = rsa.toRSAPublicKey().getModulus();
    BigInteger exponent = rsa.toRSAPublicKey().getPublicExponent();
    if (modulus.bitLength() < SHORTEST_RSA || modulus.bitLength() > LONGEST_RSA) {
      throw new Malformed("an RSA key that is too short or too long");
    }
    if (!modulus.testBit(0)
        || !exponent.testBit(0)
        || exponent.compareTo(BigInteger.TWO) < 0
        || exponent.bitLength() > 33) {
      throw new Malformed("an RSA key with an odd exponent or modulus");
    }
    return "RSA";
  }

  private static Algorithm algorithm(String type, @Nullable String named, List<Algorithm> allowed)
      throws Malformed {
    Algorithm algorithm =
        named == null
            ? Algorithm.forKey(type, allowed)
            : allowed.stream().filter(a -> a.isNamed(named)).findFirst().orElse(null);
    if (algorithm == null || !algorithm.key().equals(type)) {
      throw new Malformed("a key whose algorithm is not allowed");
    }
    return algorithm;
  }

  private static PublicKey key(JWK jwk) throws JOSEException, GeneralSecurityException, Malformed {
    if (jwk instanceof OctetKeyPair pair) {
      return ed25519(pair.getX().decode());
    }
    return ((AsymmetricJWK) jwk).toPublicKey();
  }

  private static PublicKey ed25519(byte[] point) throws GeneralSecurityException, Malformed {
    if (point.length != 32) {
      throw new Malformed("a key of the wrong length");
    }
    byte[] encoded = new byte[ED25519.length + point.length];
    System.arraycopy(ED25519, 0, encoded, 0, ED25519.length);
    System.arraycopy(point, 0, encoded, ED25519.length, point.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  /// Whether this key, and its own algorithm, made the signature.
  public boolean verifies(Jws jws) {
    return algorithm.isNamed(jws.algorithm())
        && algorithm.verifies(key, jws.signingInput(), jws.signature());
  }
}
