package dev.warder.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceOptions;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Finds the endpoint that a request is for, and runs its handler where it belongs.
final class Front implements HttpService {
  private final Routes routes;
  private final Executor virtualThreads;
  private final Duration patience;
  private volatile Ports ports = Ports.NOT_YET;

  /// @param patience how long a request with a body may take
  Front(Routes routes, Executor virtualThreads, Duration patience) {
    this.routes = routes;
    this.virtualThreads = virtualThreads;
    this.patience = patience;
  }

  /// The ports as they were bound.
  ///
  /// @param loopback -1 where there is no such listener
  record Ports(int main, int loopback) {
    /// Until they are known, nobody counts as having come in by the loopback listener.
    static final Ports NOT_YET = new Ports(0, -1);
  }

  Ports ports() {
    return ports;
  }

  void listensAt(Ports ports) {
    this.ports = ports;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    echoRequestId(context, request.headers());
    Routes.Found found = routes.find(request.method().name(), context.path());
    HeadLimit.complete(context, request, takesBody(found));
    return switch (found) {
      case Routes.Found.One one -> run(context, request, one);
      case Routes.Found.WrongMethod wrong -> Problems.wrongMethod(wrong.allowed()).toHttpResponse();
      case Routes.Found.Nothing nothing -> Problems.ofStatus(404).toHttpResponse();
    };
  }

  @Override
  public ServiceOptions options() {
    return WebServer.LINGERING;
  }

  private static boolean takesBody(Routes.Found found) {
    return found instanceof Routes.Found.One one
        && !(one.endpoint().handler() instanceof Handler.Immediate);
  }

  private HttpResponse run(
      ServiceRequestContext context, HttpRequest request, Routes.Found.One found) {
    if (!(found.endpoint().handler() instanceof Handler.Immediate)
        && context.requestTimeoutMillis() == 0) {
      // Those that take no body have nobody to wait for, and a timer for each costs a microsecond.
      context.setRequestTimeout(patience);
    }
    return switch (found.endpoint().handler()) {
      case Handler.Immediate immediate ->
          answer(immediate.handle(call(context, request.headers(), found, HttpData.empty())));
      case Handler.WithBody withBody -> {
        Call head = call(context, request.headers(), found, HttpData.empty());
        Handler.Immediate admitted = withBody.admit(head);
        yield answer(
            request
                .aggregate()
                .whenComplete((whole, failure) -> {
                  if (failure != null) {
                    withBody.unread(head);
                  }
                })
                .thenCompose(whole ->
                    admitted.handle(call(context, whole.headers(), found, whole.content()))));
      }
      case Handler.Blocking blocking ->
          answer(
              request
                  .aggregate()
                  .thenApplyAsync(
                      whole ->
                          blocking.handle(call(context, whole.headers(), found, whole.content())),
                      virtualThreads));
      case Handler.Unread unread -> {
        Call call = call(context, request.headers(), found, HttpData.empty());
        Body body = new Body(request);
        yield answer(
            CompletableFuture.supplyAsync(() -> unread.work().handle(call, body), virtualThreads));
      }
    };
  }

  private Call call(
      ServiceRequestContext context,
      RequestHeaders headers,
      Routes.Found.One found,
      HttpData body) {
    Ports bound = ports;
    boolean loopback = context.localAddress().getPort() == bound.loopback();
    return new Call(context, headers, found.parameters(), body, bound.main(), loopback);
  }

  private static HttpResponse answer(CompletableFuture<HttpResponse> response) {
    return HttpResponse.of(response);
  }

  private static void echoRequestId(ServiceRequestContext context, RequestHeaders headers) {
    String id = RequestId.of(headers.get(RequestId.HEADER));
    if (id != null) {
      RequestId.echo(context, id);
    }
  }
}
