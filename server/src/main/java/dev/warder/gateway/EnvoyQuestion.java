package dev.warder.gateway;

import dev.warder.model.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Envoy tells of a call over gRPC. Filled while it is read, by one thread.
final class EnvoyQuestion {
  private static final int MOST_HEADERS = 512;

  @Nullable String source;
  @Nullable String method;
  @Nullable String path;
  @Nullable String host;
  @Nullable String scheme;
  @Nullable String certificate;
  private final Map<String, List<String>> headers = new HashMap<>();
  private int count;

  /// @param name lower case
  void add(String name, String value) {
    if (++count > MOST_HEADERS) {
      throw new Fault.Invalid("the call has more headers than are read");
    }
    headers.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
  }

  /// The query stands in the path (CVE-2026-32811).
  Told told() {
    return new Told(
        null,
        null,
        method,
        scheme,
        host,
        path,
        new Told.Origin.Named(source),
        HeaderSource.of(headers),
        Set.of(),
        ClientCertificates.thumbprint(certificate),
        null);
  }
}
