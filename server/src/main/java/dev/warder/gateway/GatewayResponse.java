package dev.warder.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.http.ClientAnswer;
import dev.warder.model.Decision;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/// An answer to a gateway that hands it on: headers for the upstream where the call passes, and for
/// the client, with the decision's id alone, where it does not.
final class GatewayResponse {
  private static final MediaType PROBLEM = MediaType.parse("application/problem+json");

  private static final AsciiString NONCE = AsciiString.cached("dpop-nonce");

  private GatewayResponse() {}

  static HttpResponse pass(Dialect dialect, Decision decision) {
    ResponseHeadersBuilder headers = begin(200);
    UpstreamHeaders.set(decision, headers);
    dialect.addTo(headers);
    return HttpResponse.of(headers.build());
  }

  static HttpResponse refusal(
      Dialect dialect, ClientAnswer answer, @Nullable Decision decision, byte[] body) {
    ResponseHeadersBuilder headers = begin(dialect.status(answer)).contentType(PROBLEM);
    if (decision != null) {
      headers.set(UpstreamHeaders.DECISION_ID, decision.id());
    }
    if (answer.challenge() != null) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, answer.challenge());
    }
    if (answer.nonce() != null) {
      headers.set(NONCE, answer.nonce());
    }
    if (answer.retryAfter() > 0) {
      headers.set(HttpHeaderNames.RETRY_AFTER, Long.toString(answer.retryAfter()));
    }
    dialect.addTo(headers, answer, body);
    return HttpResponse.of(headers.build(), HttpData.wrap(body));
  }

  private static ResponseHeadersBuilder begin(int status) {
    return ResponseHeaders.builder(status).set(HttpHeaderNames.CACHE_CONTROL, "no-store");
  }
}
