package dev.warder.react.signal;

import java.util.HashMap;
import java.util.Map;

/// What the subjects of identity providers are called here: each has its provider's prefix, and a
/// provider speaks of principals with its own prefix alone.
///
/// Any other issuer has none: its subjects are named as it says, and it may speak of everybody.
public final class Prefixes {
  private final Map<String, String> byIssuer;

  /// @param byIssuer prefixes of identity providers
  public Prefixes(Map<String, String> byIssuer) {
    Map<String, String> all = new HashMap<>();
    byIssuer.forEach((issuer, prefix) -> all.put(bare(issuer), prefix));
    this.byIssuer = Map.copyOf(all);
  }

  /// The principal that a subject of an issuer is.
  String name(String issuer, String subject) {
    return byIssuer.getOrDefault(bare(issuer), "") + subject;
  }

  boolean maySpeakOf(String issuer, String principal) {
    return principal.startsWith(byIssuer.getOrDefault(bare(issuer), ""));
  }

  /// Some have a slash at the end of their name in events, and none in tokens.
  private static String bare(String issuer) {
    return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
  }
}
