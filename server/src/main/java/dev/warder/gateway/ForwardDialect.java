package dev.warder.gateway;

import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.http.Call;
import dev.warder.http.ClientAnswer;

/// Traefik `forwardAuth`, Caddy `forward_auth`, APISIX `forward-auth`: 2xx passes, and any other
/// answer goes to the client as it is.
///
/// Reads `X-Forwarded-{Method,Proto,Host,Uri,For}` and nothing else about the request.
final class ForwardDialect implements Dialect {
  @Override
  public Told told(Call call) {
    return ToldHeaders.FORWARDED.told(call.headers());
  }

  @Override
  public int status(ClientAnswer answer) {
    return answer.status();
  }

  @Override
  public void addTo(ResponseHeadersBuilder headers, ClientAnswer answer, byte[] body) {}
}
