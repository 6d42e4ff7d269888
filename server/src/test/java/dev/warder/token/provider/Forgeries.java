package dev.warder.token.provider;

import static dev.warder.token.TokenFixtures.NOW;

import dev.warder.token.jose.Base64Url;
import dev.warder.token.jose.Signer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.provider.Arguments;

/// Tokens that are made to be believed: each differs from a good one in one thing.
final class Forgeries {
  static final long EXP = NOW.getEpochSecond() + 300;
  static final Signer RSA = Signer.rsa(2048, "RS256");
  static final Signer PSS = Signer.rsa(2048, "PS256");
  static final Signer EC = Signer.es256();
  static final Signer EC384 = Signer.ec("secp384r1", "ES384");
  static final Signer ED = Signer.ed25519();
  static final Signer STRANGER = Signer.rsa(2048, "RS256");
  static final Signer SMALL = Signer.rsa(1024, "RS256");

  /// Set by whoever publishes the keys.
  static String issuer = "";

  private Forgeries() {}

  static String header(String more) {
    return "{\"kid\":\"r\",\"typ\":\"at+jwt\"" + more + "}";
  }

  static String rs256() {
    return header(",\"alg\":\"RS256\"");
  }

  static String body(String... changes) {
    StringBuilder body = new StringBuilder("{");
    Map<String, String> claims = new java.util.LinkedHashMap<>();
    claims.put("iss", "\"" + issuer + "\"");
    claims.put("aud", "\"orders\"");
    claims.put("sub", "\"alice\"");
    claims.put("exp", Long.toString(EXP));
    claims.put("scope", "\"orders:read warder:admin\"");
    for (int i = 0; i < changes.length; i += 2) {
      claims.put(changes[i], changes[i + 1]);
    }
    claims.forEach((name, value) -> {
      if (!value.isEmpty()) {
        body.append(body.length() > 1 ? "," : "").append('"').append(name).append("\":");
        body.append(value);
      }
    });
    return body.append('}').toString();
  }

  static String good(String... changes) {
    return RSA.sign(rs256(), body(changes));
  }

  static Stream<Arguments> all() throws GeneralSecurityException {
    return Stream.concat(Stream.concat(headers(), keys()), Stream.concat(claims(), forms()));
  }

  private static Arguments no(String what, String token) {
    return Arguments.of(what, token);
  }

  private static Stream<Arguments> headers() {
    return Stream.of(
        no("alg in another case", RSA.sign(header(",\"alg\":\"rs256\""), body())),
        no("no alg", RSA.sign(header(""), body())),
        no("alg as a number", RSA.sign(header(",\"alg\":256"), body())),
        no("alg twice", RSA.sign(header(",\"alg\":\"none\",\"alg\":\"RS256\""), body())),
        no("crit", RSA.sign(header(",\"alg\":\"RS256\",\"crit\":[\"exp\"]"), body())),
        no("empty crit", RSA.sign(header(",\"alg\":\"RS256\",\"crit\":[]"), body())),
        no("b64 false", RSA.sign(header(",\"alg\":\"RS256\",\"b64\":false"), body())),
        no("jku", RSA.sign(header(",\"alg\":\"RS256\",\"jku\":\"https://x.example\""), body())),
        no("x5u", RSA.sign(header(",\"alg\":\"RS256\",\"x5u\":\"https://x.example\""), body())),
        no("zip", RSA.sign(header(",\"alg\":\"RS256\",\"zip\":\"DEF\""), body())),
        no("nested", RSA.sign(header(",\"alg\":\"RS256\",\"cty\":\"JWT\""), body())),
        no("kid as a list", RSA.sign("{\"alg\":\"RS256\",\"kid\":[\"r\"]}", body())),
        no("empty kid", RSA.sign("{\"alg\":\"RS256\",\"kid\":\"\"}", body())),
        no("no kid, many keys", RSA.sign("{\"alg\":\"RS256\"}", body())),
        no("kid as a path", RSA.sign("{\"alg\":\"RS256\",\"kid\":\"../../dev/null\"}", body())),
        no(
            "DPoP proof",
            RSA.sign("{\"alg\":\"RS256\",\"kid\":\"r\",\"typ\":\"dpop+jwt\"}", body())),
        no(
            "logout token",
            RSA.sign("{\"alg\":\"RS256\",\"kid\":\"r\",\"typ\":\"logout+jwt\"}", body())),
        no("typ as an object", RSA.sign("{\"alg\":\"RS256\",\"kid\":\"r\",\"typ\":{}}", body())));
  }

  /// CVE-2026-11800: the algorithm belongs to the key, whatever the header says.
  private static Stream<Arguments> keys() throws GeneralSecurityException {
    String own = ",\"alg\":\"RS256\",\"jwk\":{" + STRANGER.jwk() + "}";
    return Stream.of(
        no("none", Signer.encode("{\"alg\":\"none\"}") + "." + Signer.encode(body()) + "."),
        no(
            "None",
            Signer.encode("{\"alg\":\"None\",\"kid\":\"r\"}") + "." + Signer.encode(body()) + "."),
        no("none with a signature", RSA.sign(header(",\"alg\":\"none\""), body())),
        no("HMAC with the public key", hmac(RSA.encodedPublicKey())),
        no("HMAC with its PEM", hmac(pem(RSA).getBytes(StandardCharsets.US_ASCII))),
        no("HMAC with its JWK", hmac(("{" + RSA.jwk() + "}").getBytes(StandardCharsets.US_ASCII))),
        no("another's key", STRANGER.sign(rs256(), body())),
        no("a key that it brings", STRANGER.sign(header(own), body())),
        no("a good one with a key beside", RSA.sign(header(own), body())),
        no("PSS by a key for PKCS #1", RSA.sign(header(",\"alg\":\"PS256\""), body())),
        no("RS512 said of RS256", RSA.sign(header(",\"alg\":\"RS512\""), body())),
        no("the kid of another key", RSA.sign("{\"alg\":\"RS256\",\"kid\":\"p\"}", body())),
        no("another curve", EC.sign("{\"alg\":\"ES384\",\"kid\":\"e384\"}", body())),
        no("a small RSA key", SMALL.sign("{\"alg\":\"RS256\",\"kid\":\"small\"}", body())),
        no("psychic signature", signed("ES256", "e", new byte[64])),
        no("r and s as the order", signed("ES256", "e", twice(ORDER))),
        no("signature in DER", signed("ES256", "e", HexFormat.of().parseHex("3006020101020101"))),
        no("empty signature", Signer.encode(rs256()) + "." + Signer.encode(body()) + "."),
        no("zero for RSA", signed("RS256", "r", new byte[256])),
        no("one for RSA", signed("RS256", "r", new byte[] {1})),
        no("zero for Ed25519", signed("EdDSA", "d", new byte[64])));
  }

  private static final byte[] ORDER =
      HexFormat.of().parseHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

  private static byte[] twice(byte[] some) {
    byte[] both = java.util.Arrays.copyOf(some, 2 * some.length);
    System.arraycopy(some, 0, both, some.length, some.length);
    return both;
  }

  private static String signed(String algorithm, String key, byte[] signature) {
    String header = "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, key);
    return Signer.encode(header) + "." + Signer.encode(body()) + "." + Base64Url.encode(signature);
  }

  private static String pem(Signer signer) {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {10}).encodeToString(signer.encodedPublicKey());
    return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
  }

  private static String hmac(byte[] key) throws GeneralSecurityException {
    String input = Signer.encode("{\"alg\":\"HS256\",\"kid\":\"r\"}") + "." + Signer.encode(body());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return input + "." + Base64Url.encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
  }

  private static Stream<Arguments> claims() {
    return Stream.of(
        no("expired", good("exp", Long.toString(NOW.getEpochSecond() - 30))),
        no("no exp", good("exp", "")),
        no("exp null", good("exp", "null")),
        no("exp as text", good("exp", "\"" + EXP + "\"")),
        no("exp negative", good("exp", "-1")),
        no("exp huge", good("exp", "1e300")),
        no("exp beyond doubles", good("exp", "1e999")),
        no("exp with 41 digits", good("exp", "1".repeat(41))),
        no("exp true", good("exp", "true")),
        no("exp in milliseconds", good("exp", "17954244000000")),
        no("not yet", good("nbf", Long.toString(NOW.getEpochSecond() + 31))),
        no("nbf as text", good("nbf", "\"0\"")),
        no("issued tomorrow", good("iat", Long.toString(NOW.getEpochSecond() + 86400))),
        no("another issuer", good("iss", "\"https://evil.example\"")),
        no("issuer with a slash", good("iss", "\"" + issuer + "/\"")),
        no(
            "issuer in capitals",
            good("iss", "\"" + issuer.toUpperCase(java.util.Locale.ROOT) + "\"")),
        no("issuer as a list", good("iss", "[\"" + issuer + "\"]")),
        no("no issuer", good("iss", "")),
        no("another audience", good("aud", "\"other\"")),
        no("no audience", good("aud", "")), // CVE-2026-55689
        no("empty audience", good("aud", "[]")),
        no("audience with a number", good("aud", "[\"orders\",1]")),
        no("audience as an object", good("aud", "{\"orders\":1}")),
        no("audience that begins alike", good("aud", "\"orders2\"")),
        no("no subject", good("sub", "")),
        no("empty subject", good("sub", "\"\"", "iat", "1")),
        no("subject as a number", good("sub", "1")),
        no("subject with a line break", good("sub", "\"a\\nb\"")),
        no("subject as long as a book", good("sub", "\"" + "x".repeat(500) + "\"")),
        no("identity token", good("at_hash", "\"x\"")),
        no("identity token of Keycloak", good("typ", "\"ID\"")),
        no("refresh token of Keycloak", good("typ", "\"Refresh\"")),
        no("security event", good("events", "{}")),
        no("cnf that nobody knows", good("cnf", "{\"kid\":\"x\"}")),
        no("cnf as text", good("cnf", "\"x\"")),
        no("scope as a number", good("scope", "1")),
        no("201 scopes", good("scope", "\"" + "a ".repeat(101).strip() + numbered(201) + "\"")));
  }

  private static String numbered(int count) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append(" s").append(i);
    }
    return all.toString();
  }

  private static Stream<Arguments> forms() {
    String header = Signer.encode(rs256());
    String deep = "[".repeat(200) + "]".repeat(200);
    String whole = good();
    return Stream.of(
        no("padded", whole + "=="),
        no("payload with padding", RSA.signParts(header, padded(body()))),
        no("payload in plain base64", RSA.signParts(header, Signer.encode(body()) + "+/")),
        no("another last character", withOtherEnd(whole)),
        no("line break", whole + "\n"),
        no("blank before", " " + whole),
        no("four parts", whole + ".x"),
        no("five parts", whole + ".x.y"),
        no("two parts", whole.substring(0, whole.lastIndexOf('.'))),
        no("sub twice", RSA.sign(rs256(), body().replace("{", "{\"sub\":\"root\","))),
        no("inner name twice", good("x", "{\"a\":1,\"a\":2}")),
        no("deep", good("x", deep)),
        no("JSON list", RSA.sign(rs256(), "[" + body() + "]")),
        no("something behind", RSA.sign(rs256(), body() + "{}")),
        no("not UTF-8", RSA.signParts(header, Base64Url.encode(new byte[] {(byte) 0xFF, '{'}))),
        no(
            "UTF-16",
            RSA.signParts(header, Base64Url.encode(body().getBytes(StandardCharsets.UTF_16)))),
        no("byte order mark", RSA.sign(rs256(), "\uFEFF" + body())),
        no("empty payload", RSA.signParts(header, "")),
        no("oversized", good("x", "\"" + "y".repeat(16 * 1024) + "\"")),
        no(
            "oversized header",
            RSA.sign(header(",\"alg\":\"RS256\",\"x\":\"" + "y".repeat(4096) + "\""), body())));
  }

  private static String padded(String text) {
    String encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return encoded.endsWith("=") ? encoded : encoded + "=";
  }

  /// The last of 342 characters holds 4 bits that stand for nothing.
  private static String withOtherEnd(String token) {
    char last = token.charAt(token.length() - 1);
    return token.substring(0, token.length() - 1) + (char) (last + 1);
  }
}
