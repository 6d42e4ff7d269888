package dev.warder.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A call that somebody makes to an API, as the API's server received it.
///
/// @param token the credential, absent to have Warder look for it in the headers
/// @param path with the query, as sent: not decoded and not normalised
/// @param sourceIp of the client; absent where that is unknown
/// @param headers as received; cookies are not handed on
public record Call(
    @Nullable String token,
    String method,
    String scheme,
    String host,
    String path,
    @Nullable String sourceIp,
    Map<String, List<String>> headers) {

  public Call {
    Objects.requireNonNull(method);
    Objects.requireNonNull(path);
    sourceIp = sourceIp == null ? null : bare(sourceIp);
    Map<String, List<String>> told = new LinkedHashMap<>();
    headers.forEach((name, values) -> {
      if (!name.equalsIgnoreCase("cookie")) {
        told.put(name, List.copyOf(values));
      }
    });
    headers = Collections.unmodifiableMap(told);
  }

  /// Some servers put brackets around addresses, or a network interface behind them.
  private static String bare(String address) {
    String inner = address.startsWith("[") ? address.substring(1) : address;
    int end = inner.indexOf('%') >= 0 ? inner.indexOf('%') : inner.indexOf(']');
    return end < 0 ? inner : inner.substring(0, end);
  }

  /// A call without headers.
  public static Call of(String token, String method, String host, String path, String sourceIp) {
    return new Call(token, method, "https", host, path, sourceIp, Map.of());
  }

  String json() {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", method);
    request.put("scheme", scheme);
    request.put("host", host);
    request.put("path", path);
    if (sourceIp != null) {
      request.put("sourceIp", sourceIp);
    }
    request.put("headers", headers);
    Map<String, Object> whole = new LinkedHashMap<>();
    if (token != null) {
      whole.put("token", token);
    }
    whole.put("request", request);
    return JsonText.write(whole);
  }

  /// Without the token and the headers, which may hold it too.
  @Override
  public String toString() {
    return method + " " + host;
  }
}
