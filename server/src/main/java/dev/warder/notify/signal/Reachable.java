package dev.warder.notify.signal;

import dev.warder.model.Fault;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

/// Where events may be pushed to: a receiver names the address, and must not make us call our own
/// neighbours.
final class Reachable {
  private static final int LONGEST = 2_000;

  private Reachable() {}

  /// @throws Fault.Invalid where it is no address that may be called
  static URI require(String url, boolean alsoPrivate) {
    URI uri = parse(url);
    boolean secure = "https".equals(uri.getScheme());
    if (!secure && !(alsoPrivate && "http".equals(uri.getScheme()))) {
      throw new Fault.Invalid("endpoint_url must be an https URL");
    }
    if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
      throw new Fault.Invalid("endpoint_url must be a plain URL, without a password");
    }
    return uri;
  }

  private static URI parse(String url) {
    try {
      if (url.length() <= LONGEST) {
        return new URI(url);
      }
    } catch (URISyntaxException e) {
      throw new Fault.Invalid("endpoint_url is no URL", e);
    }
    throw new Fault.Invalid("endpoint_url is too long");
  }

  /// Whether a host may be called now, by where its name leads.
  static boolean isAllowed(String host, boolean alsoPrivate) throws UnknownHostException {
    if (alsoPrivate) {
      return true;
    }
    for (InetAddress each : InetAddress.getAllByName(host)) {
      byte[] bytes = each.getAddress();
      boolean unique = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
      if (unique
          || each.isLoopbackAddress()
          || each.isAnyLocalAddress()
          || each.isLinkLocalAddress()
          || each.isSiteLocalAddress()
          || each.isMulticastAddress()) {
        return false;
      }
    }
    return true;
  }
}
