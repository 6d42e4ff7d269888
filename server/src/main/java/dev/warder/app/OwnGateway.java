package dev.warder.app;

import dev.warder.api.Observed;
import dev.warder.app.settings.Settings;
import dev.warder.gateway.DoorSettings;
import dev.warder.gateway.Proxy;
import dev.warder.gateway.ProxySettings;
import dev.warder.http.Links;
import dev.warder.http.Listening;
import dev.warder.http.StreamServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Warder as a gateway itself: the proxy, and a listener of its own, so that no path of the API can
/// ever reach management, and no path of management the API.
final class OwnGateway implements AutoCloseable {
  private final Proxy proxy;
  private final StreamServer server;

  private OwnGateway(Proxy proxy, StreamServer server) {
    this.proxy = proxy;
    this.server = server;
  }

  /// @param mainPort where Warder itself listens
  /// @return nothing where no upstream is configured
  static @Nullable OwnGateway start(Wiring wiring, int mainPort) {
    Settings.Upstream upstream = wiring.settings.upstream();
    if (upstream == null) {
      return null;
    }
    Listening main = Fittings.listening(wiring.settings);
    Listening.Tls tls = main.tls();
    Listening own =
        new Listening(
            main.host(),
            upstream.port(),
            tls == null
                ? null
                : new Listening.Tls(tls.certificate(), tls.key(), upstream.clientCa()),
            null,
            main.limits());
    DoorSettings doors =
        Fittings.doors(wiring.settings, wiring.identities.proofs(), wiring.tracing.traces());
    Observed observed =
        new Observed(wiring.journal, wiring.ids, wiring.clock, wiring.risk, wiring.monitor);
    Proxy proxy =
        new Proxy(
            new ProxySettings(upstream.url(), upstream.keepCredential(), upstream.patience()),
            doors,
            wiring.decider::decide,
            new Links(doors.publicUrl(), main),
            mainPort,
            wiring.clock,
            outcome -> {
              var _ = observed.tell("proxy", List.of(outcome));
            });
    try {
      return new OwnGateway(proxy, StreamServer.start(own, proxy));
    } catch (RuntimeException e) {
      proxy.close();
      throw e;
    }
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
    proxy.close();
  }
}
