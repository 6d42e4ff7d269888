package dev.warder.token.provider;

import dev.warder.token.jose.Base64Url;
import dev.warder.token.jose.Malformed;
import dev.warder.token.jose.StrictJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a token, or its issuer asked about it, says (RFC 7519, 7662, 9068); read, not believed yet.
///
/// @param client the program that the token was given to; absent where it is not said
/// @param expiresAt absent only in answers about opaque tokens
/// @param all for claims that only a configuration names
record Claims(
    @Nullable String issuer,
    List<String> audiences,
    @Nullable String client,
    @Nullable Instant expiresAt,
    @Nullable Instant notBefore,
    @Nullable Instant issuedAt,
    @Nullable Instant authenticatedAt,
    List<String> scopes,
    @Nullable String acr,
    List<String> amr,
    @Nullable String keyThumbprint,
    @Nullable String certificateThumbprint,
    JsonNode all) {
  private static final int MOST = 100;
  private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L); // the year 9999

  static Claims read(JsonNode all) throws Malformed {
    JsonNode confirmation = confirmation(all);
    return new Claims(
        StrictJson.text(all, "iss"),
        StrictJson.texts(all.get("aud"), "aud", MOST),
        client(all),
        time(all, "exp"),
        time(all, "nbf"),
        time(all, "iat"),
        time(all, "auth_time"),
        scopes(all),
        acr(all),
        StrictJson.texts(all.get("amr"), "amr", MOST),
        thumbprint(confirmation, "jkt"),
        thumbprint(confirmation, "x5t#S256"),
        all);
  }

  private static @Nullable String client(JsonNode all) throws Malformed {
    for (String name : List.of("azp", "client_id", "appid", "cid")) {
      String client = StrictJson.text(all, name);
      if (client != null) {
        return client;
      }
    }
    return null;
  }

  /// Numbers of levels are common too.
  private static @Nullable String acr(JsonNode all) throws Malformed {
    JsonNode acr = all.get("acr");
    return acr != null && acr.isIntegralNumber() ? acr.asString() : StrictJson.text(all, "acr");
  }

  /// RFC 7519 section 2 lets a time have a fraction, and nothing but a number be one.
  private static @Nullable Instant time(JsonNode all, String name) throws Malformed {
    JsonNode value = all.get(name);
    if (value == null) {
      return null;
    }
    if (!value.isNumber() || Double.isInfinite(value.doubleValue())) {
      throw new Malformed(name + " is no number");
    }
    BigDecimal seconds = value.decimalValue();
    if (seconds.signum() < 0 || seconds.compareTo(LATEST) > 0) {
      throw new Malformed(name + " lies outside of all calendars");
    }
    return Instant.ofEpochSecond(seconds.longValue());
  }

  private static List<String> scopes(JsonNode all) throws Malformed {
    List<String> scopes = new ArrayList<>();
    for (String name : List.of("scope", "scp")) {
      for (String some : StrictJson.texts(all.get(name), name, MOST)) {
        for (String scope : some.split(" ")) {
          if (!scope.isEmpty()) {
            scopes.add(scope);
          }
        }
      }
    }
    return scopes;
  }

  /// RFC 7800. A confirmation of a kind that we cannot check is not one that may be left out.
  private static @Nullable JsonNode confirmation(JsonNode all) throws Malformed {
    JsonNode confirmation = all.get("cnf");
    if (confirmation == null) {
      return null;
    }
    boolean known =
        confirmation.isObject() && (confirmation.has("jkt") || confirmation.has("x5t#S256"));
    if (!known) {
      throw new Malformed("a cnf that cannot be checked");
    }
    return confirmation;
  }

  private static @Nullable String thumbprint(@Nullable JsonNode confirmation, String name)
      throws Malformed {
    String thumbprint = confirmation == null ? null : StrictJson.text(confirmation, name);
    if (thumbprint != null && !Base64Url.isDigest(thumbprint)) {
      throw new Malformed(name + " is no SHA-256");
    }
    return thumbprint;
  }

  /// A text by its path, whose dots lead into objects; empty where there is none.
  List<String> texts(String path) throws Malformed {
    JsonNode value = all.get(path); // a claim's name may hold dots itself
    if (value == null) {
      value = all;
      for (String name : path.split("\\.")) {
        value = value == null ? null : value.get(name);
      }
    }
    return StrictJson.texts(value, path, MOST);
  }

  boolean has(String name) {
    return all.has(name);
  }
}
