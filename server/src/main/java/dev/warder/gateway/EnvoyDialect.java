package dev.warder.gateway;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.http.Call;
import dev.warder.http.ClientAnswer;
import io.netty.util.AsciiString;

/// Envoy `ext_authz` over HTTP: repeats the call's own method, host and path, the latter behind
/// ours. Exactly 200 passes.
///
/// A status from 500 on is an error to Envoy, which lets calls pass on errors where it is told so
/// (`failure_mode_allow`). No answer of ours is one (CVE-2024-23324).
final class EnvoyDialect implements Dialect {
  static final String PREFIX = "/authz/envoy";

  private static final AsciiString FOR = AsciiString.cached("x-forwarded-for");
  private static final AsciiString PROTO = AsciiString.cached("x-forwarded-proto");
  private static final AsciiString REMOVE = AsciiString.cached("x-envoy-auth-headers-to-remove");
  private static final TrustedHeaders TRUSTED = TrustedHeaders.of(PROTO).andList(FOR);

  private final String secrets;

  /// @param secrets names of the headers that the upstream is not to see, separated by commas
  EnvoyDialect(String secrets) {
    this.secrets = secrets;
  }

  @Override
  public Told told(Call call) {
    RequestHeaders headers = call.headers();
    return new Told(
        null,
        null,
        headers.method().name(),
        headers.get(PROTO),
        headers.get(HttpHeaderNames.HOST, headers.authority()),
        target(call),
        new Told.Origin.Chain(headers.valueIterator(FOR)),
        HeaderSource.of(headers),
        TRUSTED.names(),
        null,
        TRUSTED.repeated(headers));
  }

  private static String target(Call call) {
    String target = call.target();
    return target.startsWith(PREFIX) ? target.substring(PREFIX.length()) : "";
  }

  @Override
  public int status(ClientAnswer answer) {
    return answer.status() >= 500 ? 403 : answer.status();
  }

  @Override
  public void addTo(ResponseHeadersBuilder headers) {
    headers.set(REMOVE, secrets);
  }

  @Override
  public void addTo(ResponseHeadersBuilder headers, ClientAnswer answer, byte[] body) {}
}
