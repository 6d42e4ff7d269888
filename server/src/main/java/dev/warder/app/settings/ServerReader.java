package dev.warder.app.settings;

import dev.warder.app.settings.Settings.Bounds;
import dev.warder.app.settings.Settings.Server;
import dev.warder.app.settings.Settings.Tls;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads where and how Warder listens.
final class ServerReader {
  private ServerReader() {}

  static Server read(Section section) {
    String host =
        section.value("host", Kind.TEXT, "127.0.0.1", "The address or host name to listen on.");
    int port =
        section.value(
            "port", Kind.whole(0, 65535), "8480", "The port to listen on; 0 takes a free one.");
    var proxies =
        section.values(
            "trustedProxies",
            Kind.NETWORK,
            "127.0.0.0/8, ::1/128",
            "Hops whose `X-Forwarded-For` entries are believed, besides the authenticated"
                + " gateway.");
    var publicUrl =
        section.optional("publicUrl", Kind.URL, "How the world reaches Warder, for links.");
    Tls tls = tls(section.section("tls"));
    Integer loopback =
        section.optional(
            "loopbackPort",
            Kind.whole(0, 65535),
            "A second listener, on loopback only, that takes calls without a gateway key: for"
                + " gateways that cannot add a header. Off unless set.");
    Bounds bounds = bounds(section.section("limits"));
    section.end();
    return new Server(host, port, proxies, publicUrl, tls, loopback, bounds);
  }

  private static Bounds bounds(Section section) {
    int connections =
        section.value(
            "connections",
            Kind.whole(1, 1_000_000),
            "10000",
            "How many connections may be open at once; those beyond are closed at once.");
    Duration head =
        section.value(
            "head",
            Kind.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
            "10s",
            "How long a connection may send before that is a request. Whoever sends headers by the"
                + " byte is closed then.");
    Duration request =
        section.value(
            "request",
            Kind.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
            "10s",
            "How long a request with its body may take.");
    Duration idle =
        section.value(
            "idle",
            Kind.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            "60s",
            "How long a connection may say nothing.");
    section.end();
    return new Bounds(connections, head, request, idle);
  }

  private static @Nullable Tls tls(Section section) {
    Path cert = section.optional("cert", Kind.PATH, "The server's certificate chain, PEM.");
    Path key = section.optional("key", Kind.PATH, "The certificate's private key, PEM.");
    Path clientCa =
        section.optional(
            "clientCa",
            Kind.PATH,
            "The authority, PEM, whose certificates prove a gateway instead of a key.");
    section.end();
    if (cert != null && key != null) {
      return new Tls(cert, key, clientCa);
    }
    if (cert != null || key != null || clientCa != null) {
      section.report(section.where("cert"), "server.tls needs both cert and key");
    }
    return null;
  }
}
