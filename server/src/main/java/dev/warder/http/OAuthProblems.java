package dev.warder.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.model.Fault;

/// The form that RFC 6749 section 5.2 has for what goes wrong, for `/oauth2/*`: of the same faults
/// that [Problems] renders everywhere else, with the same statuses where the standard leaves them.
public final class OAuthProblems {
  private OAuthProblems() {}

  /// @param challenge a `WWW-Authenticate` header, sent with 401
  public static AggregatedHttpResponse of(Throwable failure, String challenge) {
    if (failure instanceof Fault fault) {
      return of(fault, challenge);
    }
    Problems.of(failure); // which logs it
    return response(500, "server_error", "", "");
  }

  private static AggregatedHttpResponse of(Fault fault, String challenge) {
    String text = fault.publicText();
    return switch (fault) {
      case Fault.Invalid f -> response(400, "invalid_request", text, "");
      case Fault.Unauthenticated f -> response(401, "invalid_client", text, challenge);
      case Fault.Forbidden f -> response(400, "unauthorized_client", text, "");
      case Fault.NotFound f -> response(400, "invalid_request", text, "");
      case Fault.Conflict f -> response(400, "invalid_request", text, "");
      case Fault.Stale f -> response(400, "invalid_request", text, "");
      case Fault.Unconditional f -> response(400, "invalid_request", text, "");
      case Fault.TooLarge f -> response(413, "invalid_request", text, "");
      case Fault.UnsupportedMedia f -> response(400, "invalid_request", text, "");
      case Fault.Unprocessable f -> response(400, "invalid_request", text, "");
      case Fault.TooMany f -> response(429, "temporarily_unavailable", text, "");
      case Fault.Unavailable f -> {
        AggregatedHttpResponse logged = Problems.of(f);
        yield response(logged.status().code(), "temporarily_unavailable", text, "");
      }
    };
  }

  private static AggregatedHttpResponse response(
      int status, String error, String description, String challenge) {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(status)
            .contentType(MediaType.JSON)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    if (!challenge.isEmpty()) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, challenge);
    }
    if (status == 503) {
      headers.set(HttpHeaderNames.RETRY_AFTER, "1");
    }
    byte[] body =
        Json.write(out -> {
          out.writeStartObject();
          out.writeStringProperty("error", error);
          if (!description.isEmpty()) {
            out.writeStringProperty("error_description", description);
          }
          out.writeEndObject();
        });
    return AggregatedHttpResponse.of(headers.build(), HttpData.wrap(body));
  }
}
