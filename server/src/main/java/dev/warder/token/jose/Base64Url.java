package dev.warder.token.jose;

import java.util.Base64;

/// The base64url of RFC 7515 section 2: no padding, no line breaks, and one text only for each
/// sequence of bytes.
///
/// Decoders that forgive let one signature stand in several tokens, which is several cache keys and
/// several entries of a replay cache.
public final class Base64Url {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  static byte[] decode(String text) throws Malformed {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (!encode(bytes).equals(text)) {
        throw new Malformed("base64url that is not canonical");
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new Malformed("not base64url", e);
    }
  }

  /// Whether it is the text of 32 bytes, as thumbprints and SHA-256 digests are.
  public static boolean isDigest(String text) {
    try {
      return text.length() == 43 && decode(text).length == 32;
    } catch (Malformed e) {
      return false;
    }
  }
}
