package dev.warder.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.model.Decision;
import org.jspecify.annotations.Nullable;

/// An answer to a gateway that hands it on: headers for the upstream where the call passes, and for
/// the client, with the decision's id alone, where it does not.
final class GatewayResponse {
  private static final MediaType PROBLEM = MediaType.parse("application/problem+json");

  private GatewayResponse() {}

  static HttpResponse pass(Decision decision) {
    ResponseHeadersBuilder headers = begin(200);
    UpstreamHeaders.set(decision, headers);
    return HttpResponse.of(headers.build());
  }

  /// @param status what this gateway understands, which may be coarser than the answer's own
  static ResponseHeadersBuilder refusal(
      int status, ClientAnswer answer, @Nullable Decision decision) {
    ResponseHeadersBuilder headers = begin(status).contentType(PROBLEM);
    if (decision != null) {
      headers.set(UpstreamHeaders.DECISION_ID, decision.id());
    }
    if (answer.challenge() != null) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, answer.challenge());
    }
    if (answer.retryAfter() > 0) {
      headers.set(HttpHeaderNames.RETRY_AFTER, Long.toString(answer.retryAfter()));
    }
    return headers;
  }

  static HttpResponse of(
      ResponseHeadersBuilder headers, ClientAnswer answer, @Nullable Decision decision) {
    return HttpResponse.of(headers.build(), HttpData.wrap(answer.body(decision)));
  }

  private static ResponseHeadersBuilder begin(int status) {
    return ResponseHeaders.builder(status).set(HttpHeaderNames.CACHE_CONTROL, "no-store");
  }
}
