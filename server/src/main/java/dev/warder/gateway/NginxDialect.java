package dev.warder.gateway;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.http.ClientAnswer;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/// nginx `auth_request`: understands 200, 401 and 403 only, and takes anything else for an error.
///
/// The true status stands in `X-Warder-Status` and the body in `X-Warder-Body`, for `error_page` to
/// make an answer of.
final class NginxDialect implements Dialect {
  private static final AsciiString URI = AsciiString.cached("x-original-uri");
  private static final AsciiString METHOD = AsciiString.cached("x-original-method");
  private static final AsciiString HOST = AsciiString.cached("x-original-host");
  private static final AsciiString PROTO = AsciiString.cached("x-original-proto");
  private static final AsciiString REAL_IP = AsciiString.cached("x-real-ip");
  private static final AsciiString STATUS = AsciiString.cached("x-warder-status");
  private static final AsciiString BODY = AsciiString.cached("x-warder-body");
  private static final TrustedHeaders TRUSTED =
      TrustedHeaders.of(URI, METHOD, HOST, PROTO, REAL_IP);

  @Override
  public Told told(RequestHeaders headers) {
    return new Told(
        null,
        null,
        headers.get(METHOD),
        headers.get(PROTO),
        headers.get(HOST),
        headers.get(URI),
        new Told.Origin.Named(headers.get(REAL_IP)),
        HeaderSource.of(headers),
        TRUSTED.names(),
        TRUSTED.repeated(headers));
  }

  @Override
  public int status(ClientAnswer answer) {
    return answer.status() == 401 ? 401 : 403;
  }

  @Override
  public void addTo(ResponseHeadersBuilder headers, ClientAnswer answer, byte[] body) {
    headers.set(STATUS, Integer.toString(answer.status()));
    headers.set(BODY, new String(body, StandardCharsets.US_ASCII));
  }
}
