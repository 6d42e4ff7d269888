package dev.warder.gateway;

import com.linecorp.armeria.common.RequestHeaders;
import dev.warder.model.Credential;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks for a call's credential in all places where one may stand.
///
/// All values of all places are looked at (CVE-2026-26308): the same credential twice is fine, two
/// different ones are a conflict, because the upstream might believe the other.
final class Credentials {
  static final String DPOP = "dpop";
  private static final String AUTHORIZATION = "authorization";

  private final List<CredentialPlace> places;

  Credentials(List<CredentialPlace> places) {
    this.places = places;
  }

  /// @param given a credential that the dialect itself has a place for
  /// @param query of the call, as sent
  Credential find(@Nullable String given, HeaderSource headers, @Nullable String query) {
    Search search = new Search();
    if (given != null) {
      search.add(given);
    }
    for (CredentialPlace place : places) {
      switch (place) {
        case CredentialPlace.Bearer b -> bearer(headers, search);
        case CredentialPlace.BasicPassword b -> basic(headers, search);
        case CredentialPlace.Header(String name) -> header(headers, name, search);
        case CredentialPlace.Query(String parameter) -> query(query, parameter, search);
      }
    }
    return search.result();
  }

  /// Whether the call's credential comes with a proof: by the scheme `DPoP`, or from another place
  /// than `Authorization` with a `DPoP` header beside it.
  static boolean comesWithProof(HeaderSource headers) {
    boolean bearer = false;
    Iterator<String> values = headers.values(AUTHORIZATION);
    while (values.hasNext()) {
      String value = values.next();
      if (after(value, "DPoP") != null) {
        return true;
      }
      bearer |= after(value, "Bearer") != null;
    }
    return !bearer && headers.values(DPOP).hasNext();
  }

  /// The credential in `Authorization` alone.
  static Credential bearer(RequestHeaders headers) {
    Search search = new Search();
    bearer(HeaderSource.of(headers), search);
    return search.result();
  }

  /// What was found so far: nothing, one secret, or a contradiction.
  private static final class Search {
    private @Nullable String found;
    private boolean conflict;

    void add(String secret) {
      conflict |= found != null && !found.equals(secret);
      found = secret;
    }

    Credential result() {
      if (conflict) {
        return new Credential.Conflicting();
      }
      return found == null ? new Credential.Absent() : Credential.of(found);
    }
  }

  private static void bearer(HeaderSource headers, Search search) {
    Iterator<String> values = headers.values(AUTHORIZATION);
    while (values.hasNext()) {
      String value = values.next();
      String token = after(value, "Bearer");
      if (token == null) {
        token = after(value, "DPoP");
      }
      if (token != null) {
        search.add(token);
      }
    }
  }

  private static void basic(HeaderSource headers, Search search) {
    Iterator<String> values = headers.values(AUTHORIZATION);
    while (values.hasNext()) {
      String encoded = after(values.next(), "Basic");
      if (encoded != null) {
        search.add(password(encoded));
      }
    }
  }

  /// What is not a user name and a password is a credential too, and a malformed one: empty.
  private static String password(String encoded) {
    try {
      byte[] decoded = Base64.getDecoder().decode(encoded);
      String pair = new String(decoded, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? "" : pair.substring(colon + 1);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  private static void header(HeaderSource headers, String name, Search search) {
    Iterator<String> values = headers.values(name);
    while (values.hasNext()) {
      String value = values.next().strip();
      if (!value.isEmpty()) {
        search.add(value);
      }
    }
  }

  private static void query(@Nullable String query, String parameter, Search search) {
    if (query == null) {
      return;
    }
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (name.equals(parameter) && equals >= 0) {
        search.add(decoded(pair.substring(equals + 1)));
      }
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  /// What follows the scheme, whose case does not matter (RFC 9110 section 11.1).
  private static @Nullable String after(String value, String scheme) {
    int length = scheme.length();
    if (!value.regionMatches(true, 0, scheme, 0, length)) {
      return null;
    }
    if (value.length() == length) {
      return "";
    }
    char next = value.charAt(length);
    return next == ' ' || next == '\t' ? value.substring(length).strip() : null;
  }
}
