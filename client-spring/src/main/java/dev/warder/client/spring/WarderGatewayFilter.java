package dev.warder.client.spring;

import dev.warder.client.Call;
import dev.warder.client.Decision;
import dev.warder.client.IdentityHeaders;
import dev.warder.client.WarderClient;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Has Warder decide each call to a Spring Cloud Gateway, before any filter of a route changes it.
/// No body is read or buffered.
final class WarderGatewayFilter implements GlobalFilter, Ordered {
  private final WarderClient client;
  private final Set<String> stripped;

  /// @param stripped headers that the upstream does not see, in lower case
  WarderGatewayFilter(WarderClient client, Set<String> stripped) {
    this.client = client;
    this.stripped = Set.copyOf(stripped);
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    Call call = call(exchange.getRequest());
    return Mono.fromFuture(() -> client.decideAsync(call))
        .flatMap(decision ->
            decision.passes()
                ? chain.filter(decided(exchange, decision))
                : refused(decision, exchange.getResponse()));
  }

  private static Call call(ServerHttpRequest request) {
    URI uri = request.getURI();
    Map<String, List<String>> headers = new HashMap<>();
    request.getHeaders().forEach(headers::put);
    return new Call(
        null,
        request.getMethod().name(),
        uri.getScheme(),
        String.valueOf(request.getHeaders().getFirst(HttpHeaders.HOST)),
        target(uri),
        address(request.getRemoteAddress()),
        headers);
  }

  /// With the fragment, which no call has that is meant well: Warder refuses it (CVE-2026-41059).
  private static String target(URI uri) {
    return uri.getRawPath()
        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
        + (uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment());
  }

  private static @Nullable String address(@Nullable InetSocketAddress remote) {
    return remote == null || remote.getAddress() == null
        ? null
        : remote.getAddress().getHostAddress();
  }

  private ServerWebExchange decided(ServerWebExchange exchange, Decision decision) {
    return exchange
        .mutate()
        .request(request -> request.headers(headers -> rewrite(headers, decision)))
        .build();
  }

  private void rewrite(HttpHeaders headers, Decision decision) {
    for (String name : new ArrayList<>(headers.headerNames())) {
      if (IdentityHeaders.isOurs(name) || stripped.contains(name.toLowerCase(Locale.ROOT))) {
        headers.remove(name);
      }
    }
    List<String> connection = headers.get(HttpHeaders.CONNECTION);
    if (connection != null) {
      headers.set(HttpHeaders.CONNECTION, IdentityHeaders.connection(connection));
    }
    IdentityHeaders.of(decision).forEach(headers::set);
  }

  private static Mono<Void> refused(Decision decision, ServerHttpResponse response) {
    HttpHeaders headers = response.getHeaders();
    response.setStatusCode(HttpStatusCode.valueOf(decision.status()));
    decision.responseHeaders().forEach(headers::set);
    if (!decision.id().isEmpty()) {
      headers.set("X-Warder-Decision-Id", decision.id());
    }
    headers.setCacheControl("no-store");
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    byte[] body = decision.problem().getBytes(StandardCharsets.UTF_8);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }
}
