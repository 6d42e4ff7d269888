package dev.warder.gateway;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.http.ClientAnswer;
import io.netty.util.AsciiString;

/// Traefik `forwardAuth`, Caddy `forward_auth`, APISIX `forward-auth`: 2xx passes, and any other
/// answer goes to the client as it is.
///
/// Reads `X-Forwarded-{Method,Proto,Host,Uri,For}` and nothing else about the request.
final class ForwardDialect implements Dialect {
  private static final AsciiString METHOD = AsciiString.cached("x-forwarded-method");
  private static final AsciiString PROTO = AsciiString.cached("x-forwarded-proto");
  private static final AsciiString HOST = AsciiString.cached("x-forwarded-host");
  private static final AsciiString URI = AsciiString.cached("x-forwarded-uri");
  private static final AsciiString FOR = AsciiString.cached("x-forwarded-for");
  private static final TrustedHeaders TRUSTED =
      TrustedHeaders.of(METHOD, PROTO, HOST, URI).andList(FOR);

  @Override
  public Told told(RequestHeaders headers) {
    return new Told(
        null,
        null,
        headers.get(METHOD),
        headers.get(PROTO),
        headers.get(HOST),
        headers.get(URI),
        new Told.Origin.Chain(headers.valueIterator(FOR)),
        HeaderSource.of(headers),
        TRUSTED.names(),
        TRUSTED.repeated(headers));
  }

  @Override
  public int status(ClientAnswer answer) {
    return answer.status();
  }

  @Override
  public void addTo(ResponseHeadersBuilder headers, ClientAnswer answer, byte[] body) {}
}
