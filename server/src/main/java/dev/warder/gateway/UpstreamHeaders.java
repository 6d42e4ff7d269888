package dev.warder.gateway;

import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.model.Decision;
import dev.warder.model.Identity;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/// What the upstream is told of a call that passes.
///
/// All eight headers are set always, empty where unknown, so that a client can never supply one
/// itself (CVE-2026-30851, CVE-2026-25748). Values are percent-encoded wherever they are not plain
/// ASCII, so that none can end its header.
final class UpstreamHeaders {
  static final AsciiString VERDICT = AsciiString.cached("x-warder-verdict");
  static final AsciiString DECISION_ID = AsciiString.cached("x-warder-decision-id");
  static final AsciiString PRINCIPAL = AsciiString.cached("x-warder-principal");
  static final AsciiString PRINCIPAL_KIND = AsciiString.cached("x-warder-principal-kind");
  static final AsciiString TOKEN_ID = AsciiString.cached("x-warder-token-id");
  static final AsciiString SCOPES = AsciiString.cached("x-warder-scopes");
  static final AsciiString RISK = AsciiString.cached("x-warder-risk");
  static final AsciiString ASSURANCE = AsciiString.cached("x-warder-assurance");

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private UpstreamHeaders() {}

  static void set(Decision decision, ResponseHeadersBuilder headers) {
    forEach(decision, headers::set);
  }

  /// @param headers is given each name and its value
  static void forEach(Decision decision, BiConsumer<AsciiString, String> headers) {
    Identity identity = decision.identity();
    headers.accept(VERDICT, decision.verdict().wire());
    headers.accept(DECISION_ID, decision.id());
    headers.accept(PRINCIPAL, identity == null ? "" : safe(identity.principal().id()));
    headers.accept(PRINCIPAL_KIND, identity == null ? "" : identity.principal().kind().wire());
    headers.accept(TOKEN_ID, identity == null ? "" : safe(identity.token().id()));
    headers.accept(SCOPES, joined(decision.scopes()));
    headers.accept(RISK, risk(decision));
    headers.accept(ASSURANCE, identity == null ? "" : safe(identity.assurance().level()));
  }

  private static String risk(Decision decision) {
    return decision.assessment() == null
        ? ""
        : Integer.toString(decision.assessment().risk().score());
  }

  private static String joined(List<String> scopes) {
    return switch (scopes.size()) {
      case 0 -> "";
      case 1 -> safe(scopes.getFirst());
      default -> String.join(" ", scopes.stream().map(UpstreamHeaders::safe).toList());
    };
  }

  static String safe(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (!isPlain(value.charAt(i))) {
        return encoded(value);
      }
    }
    return value;
  }

  private static boolean isPlain(int c) {
    return c > 0x20 && c < 0x7F && c != '%';
  }

  private static String encoded(String value) {
    StringBuilder safe = new StringBuilder(value.length() + 16);
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(b)) {
        safe.append((char) b);
      } else {
        safe.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
      }
    }
    return safe.toString();
  }
}
