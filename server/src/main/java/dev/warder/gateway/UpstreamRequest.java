package dev.warder.gateway;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import dev.warder.http.RequestId;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Decision;
import dev.warder.model.Trace;
import io.netty.util.AsciiString;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a call that passes looks like to the upstream: the very path that was decided on, who is
/// calling, and nothing that a client could have put there in our name.
///
/// Headers of one hop, also those that `Connection` names, are gone before (RFC 9110 section
/// 7.6.1); ours are set last, so that no client can have them taken away (GHSA-w9mr-28mw-j8hg).
final class UpstreamRequest {
  private static final String OURS = "x-warder-";
  private static final AsciiString FOR = AsciiString.cached("x-forwarded-for");
  private static final AsciiString PROTO = AsciiString.cached("x-forwarded-proto");
  private static final AsciiString HOST = AsciiString.cached("x-forwarded-host");
  private static final AsciiString PARENT = AsciiString.cached(Trace.HEADER);
  private static final AsciiString STATE = AsciiString.cached(Trace.STATE_HEADER);
  private static final AsciiString DPOP = AsciiString.cached("dpop");

  /// What only a gateway says of a call, which now is us (CVE-2026-35051).
  private static final Set<String> SPOKEN =
      Set.of(
          "forwarded",
          "x-real-ip",
          "x-original-uri",
          "x-original-url",
          "x-original-method",
          "x-original-host",
          "x-original-proto",
          "x-rewrite-url");

  private static final String UNRESERVED = "-._~!$&'()*+,=:@/";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private final ProxySettings settings;
  private final List<CredentialPlace> credential;

  UpstreamRequest(ProxySettings settings, List<CredentialPlace> credential) {
    this.settings = settings;
    this.credential = credential;
  }

  /// @param chain of hops up to and with the one that we were called from
  RequestHeaders headers(RequestHeaders sent, Decision decision, String scheme, String chain) {
    RequestHeadersBuilder headers = sent.toBuilder();
    for (AsciiString name : sent.names()) {
      String lower = name.toString().toLowerCase(Locale.ROOT);
      if (lower.startsWith(OURS) || lower.startsWith("x-forwarded-") || SPOKEN.contains(lower)) {
        headers.remove(name);
      }
    }
    if (!settings.keepCredential()) {
      stripCredential(headers);
    }
    Attempt attempt = decision.attempt();
    headers.path(target(attempt.path()));
    headers.set(FOR, chain);
    headers.set(PROTO, scheme);
    headers.set(HOST, String.valueOf(sent.authority()));
    String requestId = RequestId.of(sent.get(RequestId.HEADER));
    headers.set(RequestId.HEADER, requestId == null ? decision.id() : requestId);
    UpstreamHeaders.forEach(decision, headers::set);
    trace(attempt.trace(), headers);
    return headers.build();
  }

  /// Where we trace nothing, what came is handed on like any other header.
  private static void trace(@Nullable Trace trace, RequestHeadersBuilder headers) {
    if (trace != null) {
      headers.set(PARENT, trace.traceparent());
      headers.remove(STATE);
      if (!trace.state().isEmpty()) {
        headers.set(STATE, trace.state());
      }
    }
  }

  private void stripCredential(RequestHeadersBuilder headers) {
    for (CredentialPlace place : credential) {
      switch (place) {
        case CredentialPlace.Bearer b -> {
          stripScheme(headers, "bearer");
          stripScheme(headers, "dpop");
          headers.remove(DPOP);
        }
        case CredentialPlace.BasicPassword b -> stripScheme(headers, "basic");
        case CredentialPlace.Header(String name) -> headers.remove(name);
        case CredentialPlace.Query q -> {} // goes with the query
      }
    }
  }

  private static void stripScheme(RequestHeadersBuilder headers, String scheme) {
    List<String> kept = new ArrayList<>();
    for (String value : headers.getAll(HttpHeaderNames.AUTHORIZATION)) {
      if (!value.strip().toLowerCase(Locale.ROOT).startsWith(scheme)) {
        kept.add(value);
      }
    }
    headers.remove(HttpHeaderNames.AUTHORIZATION);
    kept.forEach(value -> headers.add(HttpHeaderNames.AUTHORIZATION, value));
  }

  private String target(CanonicalPath path) {
    String query = path.query();
    if (query != null && !settings.keepCredential()) {
      query = withoutCredential(query);
    }
    String encoded = settings.basePath() + encoded(path.path());
    return query == null ? encoded : encoded + "?" + query;
  }

  private String withoutCredential(String query) {
    String left = query;
    for (CredentialPlace place : credential) {
      if (place instanceof CredentialPlace.Query(String parameter)) {
        List<String> pairs = new ArrayList<>(List.of(left.split("&", -1)));
        pairs.removeIf(pair -> name(pair).equals(parameter));
        left = String.join("&", pairs);
      }
    }
    return left;
  }

  private static String name(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return name;
    }
  }

  /// The path as it was decided on, in the one form that reads the same to everybody.
  static String encoded(String path) {
    StringBuilder encoded = new StringBuilder(path.length() + 16);
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
      if (letter || (b > 0 && UNRESERVED.indexOf(b) >= 0)) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
      }
    }
    return encoded.toString();
  }
}
