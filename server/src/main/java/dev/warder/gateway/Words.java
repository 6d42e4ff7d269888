package dev.warder.gateway;

import dev.warder.model.Address;
import dev.warder.model.Fault;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The short words of a request line, each brought into its one form or refused.
final class Words {
  private static final int LONGEST_METHOD = 20;
  private static final int LONGEST_HOST = 255;

  private Words() {}

  /// Methods are case-sensitive: `get` is not `GET`, and some upstreams disagree.
  static String method(@Nullable String method) {
    if (method == null || !isMethod(method)) {
      throw new Fault.Invalid("the method is not one");
    }
    return method;
  }

  private static boolean isMethod(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_METHOD;
  }

  static String scheme(@Nullable String scheme) {
    if (scheme == null || scheme.isEmpty()) {
      return "";
    }
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "http" -> "http";
      case "https" -> "https";
      case "ws" -> "ws";
      case "wss" -> "wss";
      default -> throw new Fault.Invalid("the scheme is none of http, https, ws and wss");
    };
  }

  /// Lower case, without port and without the dot of the root (CVE-2026-42273).
  static String host(@Nullable String host) {
    if (host == null || host.isEmpty()) {
      return "";
    }
    if (host.charAt(0) == '[') {
      return bracketed(host);
    }
    int colon = host.indexOf(':');
    String name = colon < 0 ? host : host.substring(0, colon);
    boolean good = colon < 0 || isPort(host, colon + 1);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    good &= !name.isEmpty() && name.length() <= LONGEST_HOST && !name.startsWith(".");
    for (int i = 0; good && i < name.length(); i++) {
      good =
          isHostCharacter(name.charAt(i)) && !(name.charAt(i) == '.' && name.startsWith("..", i));
    }
    if (!good) {
      throw new Fault.Invalid("the host is not one");
    }
    return name.toLowerCase(Locale.ROOT);
  }

  private static String bracketed(String host) {
    int end = host.indexOf(']');
    boolean portIsGood =
        end == host.length() - 1
            || (end > 0 && host.charAt(end + 1) == ':' && isPort(host, end + 2));
    if (end < 0 || !portIsGood) {
      throw new Fault.Invalid("the host is not one");
    }
    return Address.parse(host.substring(1, end))
        .map(address -> "[" + address + "]")
        .orElseThrow(() -> new Fault.Invalid("the host is not one"));
  }

  private static boolean isPort(String host, int from) {
    int length = host.length() - from;
    for (int i = from; i < host.length(); i++) {
      if (host.charAt(i) < '0' || host.charAt(i) > '9') {
        return false;
      }
    }
    return length >= 1 && length <= 5;
  }

  private static boolean isHostCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_';
  }

  static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /// Whole characters only, and no control characters but the tab.
  static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      int c = text.codePointAt(i);
      if ((c < 0x20 && c != '\t') || c == 0x7F || isHalf(c)) {
        return false;
      }
      i += Character.charCount(c) - 1;
    }
    return true;
  }
}
