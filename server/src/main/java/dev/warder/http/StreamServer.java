package dev.warder.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.metric.NoopMeterRegistry;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceOptions;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.time.Duration;
import java.util.List;

/// A running HTTP server of one service that streams: bodies are as large and take as long as they
/// like. Everything else is bounded as in `WebServer`.
public final class StreamServer implements AutoCloseable {
  private final Server server;

  private StreamServer(Server server) {
    this.server = server;
  }

  /// Listens when it returns.
  ///
  /// @throws java.util.concurrent.CompletionException where the port cannot be had; the cause says
  ///   why
  public static StreamServer start(Listening listening, HttpService service) {
    ServerBuilder builder = Server.builder();
    builder.port(WebServer.mainPort(listening));
    WebServer.limit(builder, listening.limits());
    builder
        .maxRequestLength(0)
        .requestTimeout(Duration.ZERO)
        .meterRegistry(NoopMeterRegistry.get())
        .disableServerHeader()
        .disableDateHeader()
        .errorHandler(new FaultHandler())
        .clientAddressSources(List.of())
        .serviceUnder("/", new Streaming(service));
    Server server = WebServer.build(builder, listening.tls());
    server.start().join();
    return new StreamServer(server);
  }

  /// Shows what it wraps, which the server asks before it lets a WebSocket in.
  private static final class Streaming extends SimpleDecoratingHttpService {
    Streaming(HttpService service) {
      super(service);
    }

    @Override
    public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
      HeadLimit.complete(context, request, true);
      return unwrap().serve(context, request);
    }

    @Override
    public ServiceOptions options() {
      return WebServer.LINGERING;
    }
  }

  /// The port that is listened on, also where the system chose it.
  public int port() {
    return server.activeLocalPort();
  }

  /// Takes no more connections, and waits for requests under way as long as the grace lasts.
  @Override
  public void close() {
    WebServer.stop(server);
  }
}
