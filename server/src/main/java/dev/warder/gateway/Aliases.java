package dev.warder.gateway;

import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds headers that read like another one to a program which takes `_` for `-`.
///
/// Many upstreams do. Such a header speaks for the gateway, is a second credential, or hands the
/// upstream an identity of the client's own making (CVE-2025-64484, GHSA-5m6w-wvh7-57vm).
final class Aliases {
  private static final String OURS = "x-warder-";

  private final Set<String> credentials;

  /// @param credentials headers in which a credential may stand, in lower case
  Aliases(Set<String> credentials) {
    this.credentials = Set.copyOf(credentials);
  }

  /// What is wrong with the names of these headers; null where nothing is.
  ///
  /// @param trusted headers that the gateway speaks in, in lower case
  @Nullable String problem(HeaderSource headers, Set<String> trusted) {
    Iterator<? extends CharSequence> names = headers.names();
    while (names.hasNext()) {
      CharSequence name = names.next();
      if (hasUnderscore(name) && isAlias(hyphenated(name), trusted)) {
        return "a header has the name of another that counts, with underscores";
      }
    }
    return null;
  }

  private boolean isAlias(String name, Set<String> trusted) {
    return name.startsWith(OURS) || trusted.contains(name) || credentials.contains(name);
  }

  private static boolean hasUnderscore(CharSequence name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '_') {
        return true;
      }
    }
    return false;
  }

  private static String hyphenated(CharSequence name) {
    return name.toString().replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
