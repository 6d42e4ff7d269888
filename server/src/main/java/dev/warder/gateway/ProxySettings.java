package dev.warder.gateway;

import java.net.URI;
import java.time.Duration;

/// What the proxy is configured with.
///
/// @param url of the API behind it; its path stands in front of all others
/// @param keepCredential whether the upstream is shown what the client proved itself with
/// @param patience how long the upstream may be silent before it must answer
public record ProxySettings(URI url, boolean keepCredential, Duration patience) {
  /// Without a slash at its end.
  String basePath() {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
