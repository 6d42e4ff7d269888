package dev.warder.token.jose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes DPoP proofs for tests, good and bad.
public final class Proofs {
  private final Signer key;
  private int made;

  public Proofs(Signer key) {
    this.key = key;
  }

  public String jwk() {
    return "{" + key.jwk() + "}";
  }

  /// A good one.
  ///
  /// @param changes claims that shall be otherwise, name and JSON in turn; empty takes one away
  public String of(String method, String url, String token, Instant at, String... changes) {
    return with(header(), method, url, token, at, changes);
  }

  public String header() {
    return "{\"typ\":\"dpop+jwt\",\"alg\":\"%s\",\"jwk\":{%s}}"
        .formatted(key.algorithm(), key.jwk());
  }

  public String with(
      String header, String method, String url, String token, Instant at, String... changes) {
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("jti", "\"id-" + ++made + "\"");
    claims.put("htm", "\"" + method + "\"");
    claims.put("htu", "\"" + url + "\"");
    claims.put("iat", Long.toString(at.getEpochSecond()));
    claims.put("ath", "\"" + hash(token) + "\"");
    for (int i = 0; i < changes.length; i += 2) {
      claims.put(changes[i], changes[i + 1]);
    }
    StringBuilder body = new StringBuilder();
    claims.forEach((name, value) -> {
      if (!value.isEmpty()) {
        body.append(body.isEmpty() ? "{" : ",").append('"').append(name).append("\":");
        body.append(value);
      }
    });
    return key.sign(header, body + "}");
  }

  private static String hash(String token) {
    try {
      byte[] bytes = token.getBytes(StandardCharsets.US_ASCII);
      return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
