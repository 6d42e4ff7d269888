package dev.warder.app;

import dev.warder.app.settings.Settings;
import dev.warder.gateway.AttemptReader;
import dev.warder.gateway.DoorSettings;
import dev.warder.gateway.ForwardDialect;
import dev.warder.gateway.Gatekeeper;
import dev.warder.gateway.NginxDialect;
import dev.warder.http.Endpoint;
import dev.warder.http.Routes;
import dev.warder.http.WebServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The running service: everything that `Wiring` put together, and the doors in front of it.
public final class Service implements AutoCloseable {
  private final Wiring wiring;
  private final WebServer server;

  private Service(Wiring wiring, WebServer server) {
    this.wiring = wiring;
    this.server = server;
  }

  /// Listens, and is ready, when it returns.
  public static Service start(Settings settings) throws IOException {
    Wiring wiring = Wiring.open(settings);
    try {
      WebServer server = WebServer.start(Fittings.listening(settings), routes(wiring));
      return new Service(wiring, server);
    } catch (RuntimeException e) {
      wiring.close();
      throw e;
    }
  }

  private static Routes routes(Wiring wiring) {
    DoorSettings settings = Fittings.doors(wiring.settings);
    AttemptReader reader = new AttemptReader(settings, wiring.clock);
    Gatekeeper gatekeeper =
        new Gatekeeper(wiring.callers::authenticate, wiring.callers::certificate);
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.add(
        new Endpoint(
            Endpoint.ANY,
            "/authz/nginx",
            new NginxDialect(gatekeeper, reader, wiring.decider::decide)));
    endpoints.add(
        new Endpoint(
            Endpoint.ANY,
            "/authz/forward",
            new ForwardDialect(gatekeeper, reader, wiring.decider::decide)));
    return new Routes(endpoints);
  }

  public int port() {
    return server.port();
  }

  public Wiring wiring() {
    return wiring;
  }

  @Override
  public void close() {
    server.close();
    wiring.close();
  }
}
