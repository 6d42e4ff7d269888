package dev.warder.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.metric.NoopMeterRegistry;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerPort;
import com.linecorp.armeria.server.ServiceOptions;
import dev.warder.model.StartupFailure;
import io.netty.handler.ssl.ClientAuth;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The running HTTP server: HTTP/1.1 and HTTP/2 on one port, bounded in everything that it takes.
public final class WebServer implements AutoCloseable {
  private static final long POLL_NANOS = 2_000_000;

  /// Who is answered while still sending a body has this long to end it. The library would reset an
  /// HTTP/2 stream right behind its answer, with CANCEL, and only before NO_ERROR a client must
  /// keep what it was answered (RFC 9113 section 8.1): curl does not.
  static final ServiceOptions LINGERING =
      ServiceOptions.builder().closeHttp2StreamDelayMillis(2_000).build();

  private final Server server;
  private final Front front;
  private final ExecutorService virtualThreads;

  private WebServer(Server server, Front front, ExecutorService virtualThreads) {
    this.server = server;
    this.front = front;
    this.virtualThreads = virtualThreads;
  }

  /// Listens when it returns.
  ///
  /// Who is at the other end is what the connection says: no header and no PROXY line is asked.
  ///
  /// @throws java.util.concurrent.CompletionException where the port cannot be had; the cause says
  ///   why
  public static WebServer start(Listening listening, Routes routes) {
    ExecutorService virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
    Front front = new Front(routes, virtualThreads, listening.limits().request());
    ServerBuilder builder = Server.builder();
    builder.port(mainPort(listening));
    Integer loopback = listening.loopbackPort();
    if (loopback != null) {
      builder.port(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), loopback), SessionProtocol.HTTP);
    }
    limit(builder, listening.limits());
    widen(builder, routes, front);
    builder
        .meterRegistry(NoopMeterRegistry.get())
        .disableServerHeader()
        .disableDateHeader()
        .addHeader(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
        .errorHandler(new FaultHandler())
        .clientAddressSources(List.of())
        .requestTimeout(Duration.ZERO) // where it is needed, `front` sets one
        .serviceUnder("/", front);
    WebServer server = new WebServer(build(builder, listening.tls()), front, virtualThreads);
    server.server.start().join();
    front.listensAt(server.bound(loopback != null));
    return server;
  }

  /// Sets up what the first server of a process has to set up, without listening.
  public static void prepare() {
    var _ =
        Server.builder()
            .http(0)
            .service("/", new Front(new Routes(List.of()), Runnable::run, Duration.ZERO))
            .build();
  }

  /// Which listener a request came in by is told by its port: so the two must differ, also where
  /// the system chose them for two different addresses.
  private Front.Ports bound(boolean loopback) {
    int main = -1;
    int second = -1;
    for (ServerPort port : server.activePorts().values()) { // in the order in which they were bound
      if (main < 0) {
        main = port.localAddress().getPort();
      } else {
        second = port.localAddress().getPort();
      }
    }
    if (loopback && (main == second || second < 0)) {
      close();
      throw Listening.samePort(main);
    }
    return new Front.Ports(main, second);
  }

  /// The port that is listened on, also where the system chose it.
  public int port() {
    return front.ports().main();
  }

  /// The port of the loopback listener; -1 where there is none.
  public int loopbackPort() {
    return front.ports().loopback();
  }

  /// Takes no more connections, and waits for requests under way as long as the grace lasts.
  ///
  /// Returns when all ports and connections are closed; the threads that accepted them rest for two
  /// more seconds before they end, which nobody has to wait for.
  @Override
  public void close() {
    stop(server);
    virtualThreads.close();
  }

  static void stop(Server server) {
    CompletableFuture<Void> stopped = server.stop();
    while (!stopped.isDone() && isOpen(server)) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static boolean isOpen(Server server) {
    return !server.activePorts().isEmpty() || server.numConnections() > 0;
  }

  static ServerPort mainPort(Listening listening) {
    InetSocketAddress address = new InetSocketAddress(listening.host(), listening.port());
    SessionProtocol protocol =
        listening.tls() == null ? SessionProtocol.HTTP : SessionProtocol.HTTPS;
    return new ServerPort(address, protocol);
  }

  /// Certificates and keys are read here.
  static Server build(ServerBuilder builder, Listening.@Nullable Tls tls) {
    if (tls == null) {
      return builder.build();
    }
    try {
      secure(builder, tls);
      return builder.build();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new StartupFailure(
          "the files that server.tls names cannot be used",
          "Check that cert and clientCa are certificates, and key the private key of cert, in PEM.",
          e);
    }
  }

  private static void secure(ServerBuilder builder, Listening.Tls tls) {
    builder.tls(TlsKeyPair.of(tls.key().toFile(), tls.certificate().toFile()));
    Path authority = tls.clientCa();
    if (authority != null) {
      builder.tlsCustomizer(
          ssl -> ssl.trustManager(authority.toFile()).clientAuth(ClientAuth.OPTIONAL));
    }
  }

  /// Endpoints that take more than others are routes of their own, because the limits hold from the
  /// first byte on.
  private static void widen(ServerBuilder builder, Routes routes, Front front) {
    for (Endpoint endpoint : routes.endpoints()) {
      if (endpoint.handler() instanceof Handler.Unread unread && !unread.within().isZero()) {
        var route = builder.route().path(endpoint.template()).requestTimeout(unread.within());
        if (unread.most() > 0) {
          route.maxRequestLength(unread.most());
        }
        route.build(front);
      }
    }
  }

  static void limit(ServerBuilder builder, Listening.Limits limits) {
    builder
        .maxNumConnections(limits.connections())
        .http1MaxHeaderSize(limits.header())
        .http1MaxInitialLineLength(limits.header() / 2)
        .http2MaxHeaderListSize(limits.header())
        .maxRequestLength(limits.body())
        .requestTimeout(limits.request())
        .idleTimeout(limits.idle())
        .childChannelPipelineCustomizer(
            pipeline -> pipeline.addFirst(new HeadLimit(limits.head(), System::nanoTime)))
        .gracefulShutdownTimeout(Duration.ZERO, limits.grace());
  }
}
