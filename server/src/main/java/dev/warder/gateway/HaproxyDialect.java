package dev.warder.gateway;

import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.http.Call;
import dev.warder.http.ClientAnswer;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/// HAProxy and Apache, by the small Lua action of ours in `examples`: it sends what nginx sends,
/// and can hand on any status.
///
/// It asks with HEAD, whose answer has no body: that stands in `X-Warder-Body`.
final class HaproxyDialect implements Dialect {
  private static final AsciiString BODY = AsciiString.cached("x-warder-body");

  @Override
  public Told told(Call call) {
    return ToldHeaders.ORIGINAL.told(call.headers());
  }

  @Override
  public int status(ClientAnswer answer) {
    return answer.status();
  }

  @Override
  public void addTo(ResponseHeadersBuilder headers, ClientAnswer answer, byte[] body) {
    headers.set(BODY, new String(body, StandardCharsets.US_ASCII));
  }
}
