package dev.warder.app.demo;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.warder.model.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A shop's API and the gateway in front of it, in one: asks Warder before it answers, as Traefik
/// or Caddy would.
///
/// It listens on loopback only, and therefore believes whatever address a caller claims: that is
/// how one computer plays many places.
final class SampleApi implements AutoCloseable {
  private static final String CHALLENGE = HttpHeaderNames.WWW_AUTHENTICATE.toString();
  private static final String RETRY = HttpHeaderNames.RETRY_AFTER.toString();
  static final String DECISION = "x-warder-decision-id";

  private static final List<String> HANDED_ON = List.of(CHALLENGE, RETRY, DECISION);
  private static final List<String> SERVED =
      List.of("/orders", "/customers", "/products", "/reports", "/backup/", "/me", "/health");

  private final WebClient warder;
  private final Secret gatewayKey;
  private final Server server;

  private SampleApi(int warderPort, Secret gatewayKey) {
    this.warder = WebClient.of("http://127.0.0.1:" + warderPort);
    this.gatewayKey = gatewayKey;
    this.server =
        Server.builder()
            .port(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), SessionProtocol.HTTP)
            .serviceUnder("/", (context, request) -> HttpResponse.of(serve(context, request)))
            .build();
  }

  /// Listens on a free port when it returns.
  static SampleApi start(int warderPort, Secret gatewayKey) {
    SampleApi api = new SampleApi(warderPort, gatewayKey);
    api.server.start().join();
    return api;
  }

  int port() {
    return server.activeLocalPort();
  }

  private CompletableFuture<HttpResponse> serve(ServiceRequestContext context, HttpRequest call) {
    return call.aggregate()
        .thenCompose(whole -> warder.execute(question(context, whole)).aggregate())
        .thenApply(answer -> answer.status().isSuccess() ? goods(call.path(), answer) : no(answer));
  }

  private HttpRequest question(ServiceRequestContext context, AggregatedHttpRequest call) {
    String peer = context.remoteAddress().getAddress().getHostAddress();
    RequestHeadersBuilder headers =
        RequestHeaders.builder(HttpMethod.GET, "/authz/forward")
            .add("x-warder-gateway-key", gatewayKey.reveal())
            .add("x-forwarded-method", call.method().name())
            .add("x-forwarded-proto", "https")
            .add("x-forwarded-host", Stage.HOST)
            .add("x-forwarded-uri", call.path())
            .add("x-forwarded-for", call.headers().get("x-forwarded-for", peer));
    for (var name : List.of(HttpHeaderNames.AUTHORIZATION, HttpHeaderNames.USER_AGENT)) {
      String value = call.headers().get(name);
      if (value != null) {
        headers.add(name, value);
      }
    }
    return HttpRequest.of(headers.build());
  }

  private static HttpResponse goods(String path, AggregatedHttpResponse answer) {
    boolean served = SERVED.stream().anyMatch(path::startsWith);
    var headers =
        ResponseHeaders.builder(served ? HttpStatus.OK : HttpStatus.NOT_FOUND)
            .contentType(MediaType.JSON_UTF_8)
            .add(DECISION, answer.headers().get(DECISION, ""));
    String body = served ? "{\"sample\":\"goods\"}\n" : "{\"error\":\"there is no such thing\"}\n";
    return HttpResponse.of(headers.build(), HttpData.ofUtf8(body));
  }

  /// What Warder says to the client, word for word.
  private static HttpResponse no(AggregatedHttpResponse answer) {
    var headers = ResponseHeaders.builder(answer.status());
    MediaType type = answer.contentType();
    if (type != null) {
      headers.contentType(type);
    }
    for (String name : HANDED_ON) {
      String value = answer.headers().get(name);
      if (value != null) {
        headers.add(name, value);
      }
    }
    return HttpResponse.of(headers.build(), answer.content());
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
