package dev.warder.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What the API behind is told of a call that passes, in the same headers as behind every gateway.
///
/// All are set always, empty where unknown, so that a client can never supply one itself. Values
/// are percent-encoded wherever they are not plain ASCII, so that none can end its header.
public final class IdentityHeaders {
  /// What the names of all of them begin with.
  private static final String OURS = "x-warder-";

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private IdentityHeaders() {}

  /// The headers of a call, by name. Where there was no decision they say nothing.
  public static Map<String, String> of(Decision decision) {
    boolean decided = decision.failure() == null;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Warder-Verdict", decided ? decision.verdict().wire() : "");
    headers.put("X-Warder-Decision-Id", safe(decision.id()));
    headers.put("X-Warder-Principal", safe(decision.principal()));
    headers.put("X-Warder-Principal-Kind", safe(decision.principalKind()));
    headers.put("X-Warder-Token-Id", safe(decision.tokenId()));
    headers.put("X-Warder-Scopes", joined(decision.scopes()));
    headers.put("X-Warder-Risk", decision.risk() < 0 ? "" : Integer.toString(decision.risk()));
    headers.put("X-Warder-Assurance", safe(decision.assurance()));
    return headers;
  }

  /// Whether a header that a client sent speaks in our name, also to a program that takes `_` for
  /// `-`: none such may reach the API.
  public static boolean isOurs(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').startsWith(OURS);
  }

  /// A `Connection` header without our names: those that stand there are taken away on the next hop
  /// (GHSA-w9mr-28mw-j8hg).
  public static String connection(List<String> values) {
    return values.stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(name -> !name.isEmpty() && !isOurs(name))
        .collect(Collectors.joining(", "));
  }

  private static String joined(List<String> scopes) {
    return scopes.stream().map(IdentityHeaders::safe).collect(Collectors.joining(" "));
  }

  private static String safe(String value) {
    StringBuilder safe = new StringBuilder(value.length());
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0x20 && b < 0x7F && b != '%') {
        safe.append((char) b);
      } else {
        safe.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
      }
    }
    return safe.toString();
  }
}
