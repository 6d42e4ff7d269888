package dev.warder.token.provider;

import dev.warder.token.jose.Malformed;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Addresses that a provider names itself.
final class Endpoints {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private Endpoints() {}

  /// https, or on this machine.
  static URI of(@Nullable String text) throws Malformed {
    try {
      URI url = URI.create(text == null ? "" : text);
      boolean good =
          url.getHost() != null
              && ("https".equals(url.getScheme())
                  || ("http".equals(url.getScheme()) && LOOPBACK.contains(url.getHost())));
      if (good) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new Malformed("an address that is none");
    }
    throw new Malformed("an address that is not https");
  }
}
