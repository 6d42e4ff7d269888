package dev.warder.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerPort;
import io.netty.handler.ssl.ClientAuth;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The running HTTP server: HTTP/1.1 and HTTP/2 on one port, bounded in everything that it takes.
public final class WebServer implements AutoCloseable {
  private final Server server;
  private final ExecutorService virtualThreads;

  private WebServer(Server server, ExecutorService virtualThreads) {
    this.server = server;
    this.virtualThreads = virtualThreads;
  }

  /// Listens when it returns.
  ///
  /// @throws java.util.concurrent.CompletionException where the port cannot be had; the cause says
  ///   why
  public static WebServer start(Listening listening, Routes routes) {
    ExecutorService virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
    ServerBuilder builder = Server.builder();
    builder.port(mainPort(listening));
    Integer loopback = listening.loopbackPort();
    int loopbackPort = loopback == null ? 0 : loopback;
    if (loopback != null) {
      builder.port(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), loopback), SessionProtocol.HTTP);
    }
    if (listening.tls() != null) {
      secure(builder, listening.tls());
    }
    limit(builder, listening.limits());
    builder
        .disableServerHeader()
        .disableDateHeader()
        .addHeader(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
        .errorHandler(new FaultHandler())
        .serviceUnder("/", new Front(routes, virtualThreads, loopbackPort));
    Server server = builder.build();
    server.start().join();
    return new WebServer(server, virtualThreads);
  }

  /// The port that is listened on, also where the system chose it.
  public int port() {
    return server.activeLocalPort();
  }

  /// Takes no more connections, and waits for requests under way as long as the grace lasts.
  @Override
  public void close() {
    CompletableFuture<Void> stopped = server.stop();
    stopped.join();
    virtualThreads.close();
  }

  private static ServerPort mainPort(Listening listening) {
    InetSocketAddress address = new InetSocketAddress(listening.host(), listening.port());
    SessionProtocol protocol =
        listening.tls() == null ? SessionProtocol.HTTP : SessionProtocol.HTTPS;
    return new ServerPort(address, protocol);
  }

  private static void secure(ServerBuilder builder, Listening.Tls tls) {
    builder.tls(TlsKeyPair.of(tls.key().toFile(), tls.certificate().toFile()));
    Path authority = tls.clientCa();
    if (authority != null) {
      builder.tlsCustomizer(
          ssl -> ssl.trustManager(authority.toFile()).clientAuth(ClientAuth.OPTIONAL));
    }
  }

  private static void limit(ServerBuilder builder, Listening.Limits limits) {
    builder
        .maxNumConnections(limits.connections())
        .http1MaxHeaderSize(limits.header())
        .http1MaxInitialLineLength(limits.header() / 2)
        .http2MaxHeaderListSize(limits.header())
        .maxRequestLength(limits.body())
        .requestTimeout(limits.request())
        .idleTimeout(limits.idle())
        .gracefulShutdownTimeout(Duration.ZERO, limits.grace());
  }
}
