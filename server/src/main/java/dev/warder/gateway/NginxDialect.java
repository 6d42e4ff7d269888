package dev.warder.gateway;

import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.http.Call;
import dev.warder.http.ClientAnswer;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/// nginx `auth_request`: understands 200, 401 and 403 only, and takes anything else for an error.
///
/// The true status stands in `X-Warder-Status` and the body in `X-Warder-Body`, for `error_page` to
/// make an answer of.
final class NginxDialect implements Dialect {
  private static final AsciiString STATUS = AsciiString.cached("x-warder-status");
  private static final AsciiString BODY = AsciiString.cached("x-warder-body");

  @Override
  public Told told(Call call) {
    return ToldHeaders.ORIGINAL.told(call.headers());
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
