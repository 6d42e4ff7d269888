package dev.warder.endtoend;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of a real log, as a call that somebody made with a token of his own.
///
/// @param status what the real service answered
record LoggedCall(
    Instant time,
    String principal,
    String kind,
    String method,
    String host,
    String path,
    @Nullable String source,
    @Nullable String userAgent,
    int status) {

  /// The call in the words of `POST /v1/decisions`.
  Map<String, Object> request() {
    Map<String, Object> request = new HashMap<>();
    request.put("method", method);
    request.put("scheme", "https");
    request.put("host", host);
    request.put("path", path);
    request.put("time", time.toString());
    request.put("headers", userAgent == null ? Map.of() : Map.of("user-agent", userAgent));
    if (source != null) {
      request.put("sourceIp", source);
    }
    return request;
  }
}
