package dev.warder.app.settings;

import dev.warder.app.settings.Settings.Upstream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads which API Warder itself stands in front of.
final class UpstreamReader {
  private UpstreamReader() {}

  static @Nullable Upstream read(Section section) {
    URI url =
        section.optional(
            "url",
            Kind.URL,
            "An API to stand in front of, without another gateway. Off unless set.");
    int port =
        section.value(
            "port",
            Kind.whole(0, 65535),
            "8481",
            "The port that takes the API's calls, on `server.host` and with `server.tls`; 0 takes a"
                + " free one.");
    boolean keep =
        section.value(
            "keepCredential",
            Kind.YES_OR_NO,
            "false",
            "Whether the API is shown what the client proved itself with.");
    Duration patience =
        section.value(
            "patience",
            Kind.duration(Duration.ofMillis(100), Duration.ofHours(1)),
            "60s",
            "How long the API may be silent before it must answer.");
    Path clientCa =
        section.optional(
            "clientCa",
            Kind.PATH,
            "The authority, PEM, whose certificates clients may show there, for tokens that are"
                + " bound to one. Needs `server.tls`.");
    section.end();
    return url == null ? null : new Upstream(url, port, keep, patience, clientCa);
  }
}
