package dev.warder.token.jose;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Something signed, in compact form, read and not yet checked (RFC 7515).
///
/// Headers that would have us fetch or believe a key, and those that change how everything else is
/// read, refuse it: there is no good use for them in a token.
///
/// @param type without `application/`, in lower case; absent where the header has none
/// @param signature as it was sent, in bytes
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Jws(
    String algorithm,
    @Nullable String keyId,
    @Nullable String type,
    JsonNode header,
    byte[] payload,
    byte[] signingInput,
    byte[] signature) {
  public static final int LONGEST = 16 * 1024;
  private static final int LONGEST_HEADER = 4 * 1024;
  private static final int LONGEST_KEY_ID = 256;

  /// `crit` and `b64` (RFC 7797) are for extensions that we do not have; `enc` and `zip` belong to
  /// what is encrypted.
  private static final Set<String> REFUSED =
      Set.of("crit", "b64", "enc", "zip", "jku", "x5u", "epk", "p2c", "p2s");

  /// Whether a credential is meant to be one: three parts, the first of them a JSON object.
  public static boolean looksLike(String text) {
    return text.startsWith("ey") && text.indexOf('.') > 0;
  }

  /// One that is checked with a key that we know: what it says of a key of its own is refused.
  public static Jws read(String compact) throws Malformed {
    Jws jws = withKey(compact);
    if (jws.header.has("jwk")) {
      throw new Malformed("a header that brings its own key");
    }
    return jws;
  }

  /// One whose header may hold the public key that signed it, which proves nothing by itself.
  public static Jws withKey(String compact) throws Malformed {
    if (compact.length() > LONGEST) {
      throw new Malformed("too long");
    }
    int first = compact.indexOf('.');
    int second = compact.indexOf('.', first + 1);
    if (first < 1 || second < 0 || compact.indexOf('.', second + 1) >= 0) {
      throw new Malformed("not three parts");
    }
    if (first > LONGEST_HEADER) {
      throw new Malformed("a header that is too long");
    }
    JsonNode header = StrictJson.object(Base64Url.decode(compact.substring(0, first)));
    for (String name : REFUSED) {
      if (header.has(name)) {
        throw new Malformed("a header with " + name);
      }
    }
    String contentType = StrictJson.text(header, "cty");
    if (contentType != null && contentType.toLowerCase(Locale.ROOT).endsWith("jwt")) {
      throw new Malformed("a token in a token");
    }
    byte[] signature = Base64Url.decode(compact.substring(second + 1));
    if (signature.length == 0) {
      throw new Malformed("no signature");
    }
    return new Jws(
        algorithm(header),
        keyId(header),
        type(header),
        header,
        Base64Url.decode(compact.substring(first + 1, second)),
        compact.substring(0, second).getBytes(StandardCharsets.US_ASCII),
        signature);
  }

  /// @throws Malformed where the payload is no JSON object
  public JsonNode json() throws Malformed {
    return StrictJson.object(payload);
  }

  private static String algorithm(JsonNode header) throws Malformed {
    String algorithm = StrictJson.text(header, "alg");
    if (algorithm == null) {
      throw new Malformed("no algorithm");
    }
    return algorithm;
  }

  private static @Nullable String keyId(JsonNode header) throws Malformed {
    String id = StrictJson.text(header, "kid");
    if (id != null && (id.isEmpty() || id.length() > LONGEST_KEY_ID)) {
      throw new Malformed("a key's name that is empty or too long");
    }
    return id;
  }

  private static @Nullable String type(JsonNode header) throws Malformed {
    String type = StrictJson.text(header, "typ");
    if (type == null) {
      return null;
    }
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.startsWith("application/") ? lower.substring("application/".length()) : lower;
  }
}
