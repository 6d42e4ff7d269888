package dev.warder.token.jose;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/// A pair of keys that signs whatever it is given, well-formed or not, by the JDK alone.
public final class Signer {
  private final KeyPair keys;
  private final String algorithm;

  private Signer(KeyPair keys, String algorithm) {
    this.keys = keys;
    this.algorithm = algorithm;
  }

  public static Signer rsa(int bits, String algorithm) {
    return new Signer(pair("RSA", g -> g.initialize(bits)), algorithm);
  }

  public static Signer ec(String curve, String algorithm) {
    return new Signer(pair("EC", g -> g.initialize(new ECGenParameterSpec(curve))), algorithm);
  }

  public static Signer es256() {
    return ec("secp256r1", "ES256");
  }

  public static Signer ed25519() {
    return new Signer(pair("Ed25519", g -> {}), "EdDSA");
  }

  private interface Initialising {
    void of(KeyPairGenerator generator) throws GeneralSecurityException;
  }

  private static KeyPair pair(String type, Initialising initialising) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
      initialising.of(generator);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String algorithm() {
    return algorithm;
  }

  /// The public key's members, without braces.
  public String jwk() {
    return switch (keys.getPublic()) {
      case RSAPublicKey rsa ->
          "\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\""
              .formatted(number(rsa.getModulus(), 0), number(rsa.getPublicExponent(), 0));
      case ECPublicKey ec -> ec(ec);
      case EdECPublicKey ed ->
          "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\""
              .formatted(Base64Url.encode(last32(ed)));
      default -> throw new IllegalStateException();
    };
  }

  private static String ec(ECPublicKey ec) {
    int bits = ec.getParams().getOrder().bitLength();
    int length = (bits + 7) / 8;
    return "\"kty\":\"EC\",\"crv\":\"P-%d\",\"x\":\"%s\",\"y\":\"%s\""
        .formatted(
            bits, number(ec.getW().getAffineX(), length), number(ec.getW().getAffineY(), length));
  }

  private static byte[] last32(EdECPublicKey key) {
    byte[] all = key.getEncoded();
    return Arrays.copyOfRange(all, all.length - 32, all.length);
  }

  private static String number(BigInteger value, int length) {
    byte[] bytes = value.toByteArray();
    if (bytes.length > 1 && bytes[0] == 0) {
      bytes = Arrays.copyOfRange(bytes, 1, bytes.length);
    }
    byte[] padded = new byte[Math.max(length, bytes.length)];
    System.arraycopy(bytes, 0, padded, padded.length - bytes.length, bytes.length);
    return Base64Url.encode(padded);
  }

  public byte[] encodedPublicKey() {
    return keys.getPublic().getEncoded();
  }

  /// A compact JWS of exactly this header and payload.
  public String sign(String header, String payload) {
    return signParts(encode(header), encode(payload));
  }

  public String signParts(String header, String payload) {
    String input = header + "." + payload;
    return input + "." + Base64Url.encode(signature(input.getBytes(StandardCharsets.US_ASCII)));
  }

  public static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] signature(byte[] input) {
    try {
      Signature signature = Signature.getInstance(jca());
      if (algorithm.startsWith("PS")) {
        String hash = "SHA-" + algorithm.substring(2);
        int salt = Integer.parseInt(algorithm.substring(2)) / 8;
        signature.setParameter(
            new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1));
      }
      PrivateKey key = keys.getPrivate();
      signature.initSign(key);
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String jca() {
    String bits = algorithm.substring(2);
    return switch (algorithm.substring(0, 2)) {
      case "RS" -> "SHA" + bits + "withRSA";
      case "PS" -> "RSASSA-PSS";
      case "ES" -> "SHA" + bits + "withECDSAinP1363Format";
      default -> "Ed25519";
    };
  }
}
