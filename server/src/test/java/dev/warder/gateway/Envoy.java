package dev.warder.gateway;

import dev.warder.Wire;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Envoy's side of its gRPC check: its own published classes, and a client library of others.
final class Envoy {
  private static final Metadata.Key<String> KEY =
      Metadata.Key.of("x-warder-gateway-key", Metadata.ASCII_STRING_MARSHALLER);

  private Envoy() {}

  static CheckResponse check(int port, @Nullable String key, CheckRequest request) {
    ManagedChannel channel =
        OkHttpChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      Metadata metadata = new Metadata();
      if (key != null) {
        metadata.put(KEY, key);
      }
      return AuthorizationGrpc.newBlockingStub(channel)
          .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata))
          .withDeadlineAfter(20, TimeUnit.SECONDS)
          .check(request);
    } finally {
      channel.shutdownNow();
    }
  }

  /// What the client would be answered, or the upstream be told, as if it had come over HTTP.
  static Wire.Answer check(int port, String key, Question question) {
    CheckResponse response = check(port, key, request(question));
    List<String> head = new ArrayList<>();
    boolean ok = response.hasOkResponse();
    int status = ok ? 200 : response.getDeniedResponse().getStatus().getCodeValue();
    head.add("HTTP/1.1 " + status);
    List<HeaderValueOption> headers =
        ok
            ? response.getOkResponse().getHeadersList()
            : response.getDeniedResponse().getHeadersList();
    for (HeaderValueOption each : headers) {
      head.add(each.getHeader().getKey() + ": " + each.getHeader().getValue());
    }
    response
        .getOkResponse()
        .getHeadersToRemoveList()
        .forEach(name -> head.add("headers-to-remove: " + name));
    return new Wire.Answer(status, head, response.getDeniedResponse().getBody());
  }

  static CheckRequest request(Question question) {
    AttributeContext.HttpRequest.Builder http =
        AttributeContext.HttpRequest.newBuilder()
            .setId("7")
            .setMethod(question.method())
            .setPath(question.target())
            .setProtocol("HTTP/1.1");
    if (question.host() != null) {
      http.setHost(question.host());
    }
    HeaderMap.Builder map = HeaderMap.newBuilder();
    for (String value : question.authorization()) {
      map.addHeaders(HeaderValue.newBuilder().setKey("authorization").setValue(value));
    }
    for (String line : question.more()) {
      String[] parts = line.split(": ", 2);
      http.putHeaders(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    AttributeContext.Builder attributes =
        AttributeContext.newBuilder()
            .putContextExtensions("virtual_host", "api")
            .setRequest(AttributeContext.Request.newBuilder().setHttp(http.setHeaderMap(map)));
    if (question.source() != null) {
      SocketAddress socket =
          SocketAddress.newBuilder().setAddress(question.source()).setPortValue(40_000).build();
      attributes.setSource(
          AttributeContext.Peer.newBuilder()
              .setAddress(Address.newBuilder().setSocketAddress(socket)));
    }
    return CheckRequest.newBuilder().setAttributes(attributes).build();
  }
}
