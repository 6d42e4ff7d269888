package dev.warder.gateway;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.common.websocket.WebSocket;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.websocket.WebSocketProtocolHandler;
import com.linecorp.armeria.server.websocket.WebSocketService;
import dev.warder.decide.Caller;
import dev.warder.http.ClientAnswer;
import dev.warder.http.Connection;
import dev.warder.http.Links;
import dev.warder.http.RequestId;
import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.Challenge;
import dev.warder.model.Decision;
import dev.warder.model.Identity;
import dev.warder.model.Outcome;
import dev.warder.model.Token;
import dev.warder.model.Verdict;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gateway for those who have none: decides each call that comes in, and hands those that pass
/// on to the upstream.
///
/// It is a WebSocket service to the server only so that upgrades reach it; what follows one is
/// handed on byte by byte, like every body.
public final class Proxy implements WebSocketService, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);
  private static final Caller OURSELVES = new Caller("proxy", "proxy", Set.of(Caller.DECIDE));
  private static final Dialect ANSWERS = new ForwardDialect();
  private static final String FOR = "x-forwarded-for";
  private static final Set<String> TRUSTED = Set.of(FOR);

  private final AttemptReader reader;
  private final Origins origins;
  private final Function<Attempt, CompletableFuture<Decision>> decider;
  private final Links links;
  private final int mainPort;
  private final UpstreamRequest requests;
  private final Upstream upstream;
  private final Consumer<Outcome> observed;

  /// @param decider never throws; fails closed
  /// @param mainPort where proof can be given, which is not where the proxy listens
  /// @param observed is told what the upstream answered to each call that was handed on
  public Proxy(
      ProxySettings settings,
      DoorSettings doors,
      Function<Attempt, CompletableFuture<Decision>> decider,
      Links links,
      int mainPort,
      InstantSource clock,
      Consumer<Outcome> observed) {
    this.reader = new AttemptReader(doors, clock);
    this.origins = new Origins(doors.trustedProxies());
    this.decider = decider;
    this.links = links;
    this.mainPort = mainPort;
    this.requests = new UpstreamRequest(settings, doors.credential());
    this.upstream = new Upstream(settings.url(), settings.patience());
    this.observed = observed;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String requestId = RequestId.of(request.headers().get(RequestId.HEADER));
    if (requestId != null) {
      RequestId.echo(context, requestId);
    }
    if (request.method() == HttpMethod.CONNECT || request.method() == HttpMethod.TRACE) {
      return refuse(ClientAnswer.refused(), null, null);
    }
    try {
      Call call = call(context, request.headers());
      Attempt attempt = reader.read(OURSELVES, told(request.headers(), call));
      CompletableFuture<HttpResponse> answer =
          decider
              .apply(attempt)
              .thenApplyAsync(decision -> answer(decision, call, request), call.loop());
      return HttpResponse.of(answer.exceptionally(Proxy::failed));
    } catch (RuntimeException | StackOverflowError e) {
      return failed(e);
    }
  }

  /// @param chain the hops that the call came by, the nearest last
  private record Call(
      ServiceRequestContext context,
      String scheme,
      List<String> chain,
      @Nullable String certificate) {
    EventExecutor loop() {
      return context.eventLoop().withoutContext();
    }
  }

  /// Hops are believed as far as the connection comes from a trusted one.
  private Call call(ServiceRequestContext context, RequestHeaders headers) {
    InetSocketAddress remote = context.remoteAddress();
    Address peer = Address.ofBytes(remote.getAddress().getAddress());
    List<String> chain = new ArrayList<>();
    if (origins.isTrusted(peer)) {
      chain.addAll(headers.getAll(FOR));
    }
    chain.add(peer.toString());
    String scheme = context.sessionProtocol().isTls() ? "https" : "http";
    return new Call(context, scheme, chain, Connection.clientThumbprint(context));
  }

  private static Told told(RequestHeaders headers, Call call) {
    return new Told(
        null,
        null,
        headers.method().name(),
        call.scheme(),
        headers.authority(),
        headers.path(),
        new Told.Origin.Chain(call.chain().iterator()),
        HeaderSource.of(headers),
        TRUSTED,
        call.certificate(),
        null);
  }

  private HttpResponse answer(Decision decision, Call call, HttpRequest request) {
    if (!decision.verdict().passes()) {
      String proofAt =
          decision.verdict() instanceof Verdict.StepUp(Challenge asked)
              ? links.stepUp(mainPort, asked.id())
              : null;
      return refuse(ClientAnswer.to(decision), decision, proofAt);
    }
    String chain = String.join(", ", call.chain());
    RequestHeaders headers = requests.headers(request.headers(), decision, call.scheme(), chain);
    return headers.contains(HttpHeaderNames.UPGRADE)
        ? upstream.upgrade(request, headers, call.loop(), answered(decision, call))
        : upstream.send(request, headers, call.loop(), answered(decision, call));
  }

  /// What we ourselves answer in the upstream's place says nothing about the caller.
  private IntConsumer answered(Decision decision, Call call) {
    Identity identity = decision.identity();
    return identity == null
        ? status -> {}
        : status -> {
          var _ =
              call.context()
                  .log()
                  .whenComplete()
                  .thenAccept(
                      log -> observed.accept(outcome(decision, identity.token(), status, log)));
        };
  }

  private static Outcome outcome(Decision decision, Token token, int status, RequestLog log) {
    return new Outcome(
        decision.id(),
        decision.attempt().time(),
        token.id(),
        status,
        log.responseLength(),
        Duration.ofNanos(log.totalDurationNanos()));
  }

  private static HttpResponse refuse(
      ClientAnswer answer, @Nullable Decision decision, @Nullable String proofAt) {
    return GatewayResponse.refusal(ANSWERS, answer, decision, answer.body(decision, proofAt));
  }

  private static HttpResponse failed(Throwable failure) {
    LOG.error("a call is refused because it could not be judged", failure);
    return refuse(ClientAnswer.unavailable(), null, null);
  }

  @Override
  public WebSocket serve(ServiceRequestContext context, WebSocket in) {
    throw new UnsupportedOperationException("upgrades are handed on as they are");
  }

  @Override
  public WebSocketProtocolHandler protocolHandler() {
    throw new UnsupportedOperationException("upgrades are handed on as they are");
  }

  @Override
  public void close() {
    upstream.close();
  }
}
