package dev.warder.app;

import dev.warder.api.LeaksApi;
import dev.warder.api.ManagementApi;
import dev.warder.api.Measures;
import dev.warder.api.Observed;
import dev.warder.api.OutcomeReports;
import dev.warder.api.RecentDecisions;
import dev.warder.app.settings.Settings;
import dev.warder.gateway.DoorSettings;
import dev.warder.gateway.Doors;
import dev.warder.gateway.EnvoyLogs;
import dev.warder.http.Endpoint;
import dev.warder.http.Links;
import dev.warder.http.Listening;
import dev.warder.http.Routes;
import dev.warder.http.WebServer;
import dev.warder.model.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The running service: everything that `Wiring` put together, and the doors in front of it.
public final class Service implements AutoCloseable {
  private final Wiring wiring;
  private final WebServer server;
  private final Routes routes;
  private final @Nullable OwnGateway gateway;
  private final Ticker health;
  private @Nullable Warmup warming;

  private Service(Wiring wiring, WebServer server, Routes routes, @Nullable OwnGateway gateway) {
    this.routes = routes;
    this.wiring = wiring;
    this.server = server;
    this.gateway = gateway;
    this.health = new Ticker("health", Duration.ofSeconds(1), HealthRecords.of(wiring)::look);
  }

  /// Listens when it returns, and says that it is ready when the first calls are as fast as the
  /// deadline needs them to be.
  ///
  /// @param ahead what was begun before the settings were known
  public static Service start(Settings settings, Ahead ahead) throws IOException {
    AtomicBoolean warm = new AtomicBoolean(false);
    Service service = open(settings, Clocks.MILLISECONDS, warm, ahead);
    service.warming = Warmup.begin(service.wiring, () -> warm.set(true));
    return service;
  }

  /// Blocks until the warm-up is over, which goes on beside calls when it says that it is ready.
  public void awaitWarm() throws InterruptedException {
    if (warming != null) {
      warming.await();
    }
  }

  /// Listens, and says that it is ready, when it returns: the first calls will be slower.
  public static Service listen(Settings settings) throws IOException {
    return listen(settings, Clocks.MILLISECONDS);
  }

  static Service listen(Settings settings, InstantSource clock) throws IOException {
    return open(settings, clock, new AtomicBoolean(true), Ahead.NOTHING);
  }

  private static Service open(
      Settings settings, InstantSource clock, AtomicBoolean warm, Ahead ahead) throws IOException {
    Wiring wiring = Wiring.open(settings, clock, ahead);
    try {
      Listening listening = ahead.listening(settings);
      Routes routes = routes(wiring, listening, warm);
      WebServer server = WebServer.start(listening, routes);
      wiring.questions.answeredAt(
          new Questions.Where(
              wiring.stepUp,
              id -> links(wiring, listening).stepUp(server.port(), id),
              wiring.decider::because));
      return new Service(wiring, server, routes, gateway(wiring, server));
    } catch (RuntimeException e) {
      wiring.close();
      throw e;
    }
  }

  private static @Nullable OwnGateway gateway(Wiring wiring, WebServer server) {
    try {
      return OwnGateway.start(wiring, server.port());
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static Routes routes(Wiring wiring, Listening listening, AtomicBoolean warm) {
    DoorSettings settings =
        Fittings.doors(wiring.settings, wiring.identities.proofs(), wiring.tracing.traces());
    Links links = links(wiring, listening);
    Measures measures = new Measures();
    RecentDecisions recent = new RecentDecisions();
    wiring.tracing.measure(measures.registry());
    ReactFittings.measure(measures.registry(), wiring.reactor, wiring.receiver.actions());
    wiring.listeners.add(measures);
    wiring.listeners.add(recent);
    Doors doors =
        new Doors(
            settings,
            wiring.directory,
            wiring.callers,
            wiring.refused::refused,
            Fittings.judge(wiring.decider, wiring.journal),
            links,
            wiring.clock);
    List<Endpoint> known = new ArrayList<>(doors.endpoints());
    known.addAll(leaks(wiring).endpoints());
    known.addAll(SignalFittings.intake(wiring.receiver, wiring.refused));
    known.addAll(envoyLogs(wiring, settings, recent));
    ManagementApi management =
        new ManagementApi(
            wiring.managed(),
            wiring.refused,
            wiring.ids,
            wiring.clock,
            measures,
            recent,
            warm::get,
            links,
            known);
    List<Endpoint> endpoints = new ArrayList<>(known);
    endpoints.addAll(management.endpoints());
    return new Routes(endpoints);
  }

  private static List<Endpoint> envoyLogs(
      Wiring wiring, DoorSettings settings, RecentDecisions recent) {
    Observed observed =
        new Observed(wiring.journal, wiring.ids, wiring.clock, wiring.risk, wiring.monitor);
    OutcomeReports reports = new OutcomeReports(observed, wiring.reader, recent);
    return new EnvoyLogs(
            wiring.callers,
            wiring.refused::refused,
            settings.deadline(),
            (gateway, seen) -> {
              List<Outcome> outcomes = new ArrayList<>();
              for (EnvoyLogs.Seen each : seen) {
                Outcome outcome =
                    reports.outcome(
                        each.decisionId(), each.status(), each.bytes(), each.duration());
                if (outcome != null) {
                  outcomes.add(outcome);
                }
              }
              reports.tell(gateway.principal(), outcomes);
              return outcomes.size();
            })
        .endpoints();
  }

  private static Links links(Wiring wiring, Listening listening) {
    return new Links(wiring.settings.server().publicUrl(), listening);
  }

  private static LeaksApi leaks(Wiring wiring) {
    return new LeaksApi(
        LeakFittings.intake(wiring.settings.leaks(), wiring.clock),
        (notice, recipients) -> {
          var _ = wiring.outbox.send(notice, recipients);
        },
        wiring.callers,
        wiring.tokens,
        wiring.journal,
        wiring.refused,
        wiring.ids,
        wiring.clock);
  }

  /// Everything that can be asked of it.
  List<Endpoint> endpoints() {
    return routes.endpoints();
  }

  public int port() {
    return server.port();
  }

  /// Where calls for the upstream are taken; -1 where there is none.
  public int upstreamPort() {
    return gateway == null ? -1 : gateway.port();
  }

  public Wiring wiring() {
    return wiring;
  }

  @Override
  public void close() {
    health.close();
    if (warming != null) {
      warming.stop();
    }
    if (gateway != null) {
      gateway.close();
    }
    server.close();
    wiring.close();
  }
}
