package dev.warder.token.jose;

import dev.warder.model.CanonicalPath;
import dev.warder.model.Fault;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A proof that whoever sent a call holds a key (RFC 9449 section 4), found to be well signed and
/// for this very call. Whose key it is, and whether the proof was used before, is not looked at.
///
/// @param thumbprint of the key
/// @param nonce absent where it holds none
public record DpopProof(String thumbprint, String id, Instant issuedAt, @Nullable String nonce) {
  public static final List<Algorithm> ALGORITHMS =
      List.of(
          Algorithm.ES256,
          Algorithm.EdDSA,
          Algorithm.ES384,
          Algorithm.ES512,
          Algorithm.PS256,
          Algorithm.RS256);

  /// By how much the sender's clock may run ahead.
  static final Duration AHEAD = Duration.ofSeconds(5);

  private static final int LONGEST = 8 * 1024;
  private static final int LONGEST_ID = 256;

  /// The call that a proof is for.
  ///
  /// @param scheme empty where unknown: then both are taken
  /// @param authority host, and port where that is told
  /// @param token the access token that it comes with
  public record For(
      String method, String scheme, String authority, CanonicalPath path, String token) {}

  /// @param window how old a proof may be
  /// @throws Malformed where it is not a good proof for this call
  public static DpopProof read(String compact, For call, Duration window, Instant now)
      throws Malformed {
    if (compact.length() > LONGEST) {
      throw new Malformed("a proof that is too long");
    }
    Jws jws = Jws.withKey(compact);
    if (!"dpop+jwt".equals(jws.type())) {
      throw new Malformed("not a proof by its type");
    }
    VerificationKey key = key(jws);
    if (!key.verifies(jws)) {
      throw new Malformed("a proof by another key");
    }
    JsonNode claims = jws.json();
    requireFor(claims, call);
    Instant issued = issued(claims);
    if (issued.isAfter(now.plus(AHEAD)) || issued.isBefore(now.minus(window))) {
      throw new Malformed("a proof of another time");
    }
    String id = needed(claims, "jti");
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      throw new Malformed("a jti that is empty or too long");
    }
    return new DpopProof(key.thumbprint(), id, issued, StrictJson.text(claims, "nonce"));
  }

  private static VerificationKey key(Jws jws) throws Malformed {
    JsonNode jwk = jws.header().get("jwk");
    Algorithm named =
        ALGORITHMS.stream()
            .filter(a -> a.isNamed(jws.algorithm()))
            .findFirst()
            .orElseThrow(() -> new Malformed("an algorithm that proofs are not made with"));
    if (jwk == null || !jwk.isObject()) {
      throw new Malformed("a proof without its key");
    }
    return VerificationKey.read(jwk, List.of(named));
  }

  private static void requireFor(JsonNode claims, For call) throws Malformed {
    if (!call.method().equals(needed(claims, "htm"))) {
      throw new Malformed("a proof for another method");
    }
    if (!isSame(needed(claims, "htu"), call)) {
      throw new Malformed("a proof for another address");
    }
    byte[] said = needed(claims, "ath").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(said, hash(call.token()).getBytes(StandardCharsets.UTF_8))) {
      throw new Malformed("a proof for another token");
    }
  }

  /// RFC 9449 section 4.3: without query and fragment, and as RFC 3986 normalises both.
  private static boolean isSame(String text, For call) throws Malformed {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null || uri.getRawUserInfo() != null) {
        return false;
      }
      boolean schemeIsGood =
          call.scheme().isEmpty()
              ? scheme.equals("http") || scheme.equals("https")
              : scheme.equals(call.scheme());
      String raw = uri.getRawPath();
      String path = CanonicalPath.parse(raw == null || raw.isEmpty() ? "/" : raw).path();
      return schemeIsGood
          && isAuthority(uri.getHost().toLowerCase(Locale.ROOT), uri.getPort(), scheme, call)
          && path.equals(call.path().path());
    } catch (URISyntaxException | Fault.Invalid e) {
      throw new Malformed("an htu that is no address", e);
    }
  }

  /// The port counts where the call's is told: many gateways tell the host alone.
  private static boolean isAuthority(String host, int port, String scheme, For call) {
    String told = call.authority();
    int colon = told.lastIndexOf(':');
    boolean hasPort = colon > told.lastIndexOf(']');
    String toldHost = hasPort ? told.substring(0, colon) : told;
    int standard = scheme.endsWith("s") ? 443 : 80;
    String meant = Integer.toString(port < 0 ? standard : port);
    return !toldHost.isEmpty()
        && toldHost.toLowerCase(Locale.ROOT).equals(host)
        && (!hasPort || told.substring(colon + 1).equals(meant));
  }

  private static Instant issued(JsonNode claims) throws Malformed {
    JsonNode issued = claims.get("iat");
    if (issued == null || !issued.isNumber()) {
      throw new Malformed("a proof without its time");
    }
    double seconds = issued.doubleValue();
    if (!(seconds >= 0 && seconds < 253_402_300_799.0)) {
      throw new Malformed("a proof of no time");
    }
    return Instant.ofEpochSecond((long) seconds);
  }

  private static String needed(JsonNode claims, String name) throws Malformed {
    String value = StrictJson.text(claims, name);
    if (value == null) {
      throw new Malformed("a proof without " + name);
    }
    return value;
  }

  private static String hash(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64Url.encode(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
