package dev.warder.decide;

import dev.warder.model.Action;
import dev.warder.model.Attempt;

/// Names what a call does. Where the route's pattern leaves it open, the template is inferred from
/// the path: digits, UUIDs, long hexadecimal and e-mail addresses become `{id}`.
public final class Actions {
  private static final int DEEPEST = 6;
  private static final int LONGEST_WORD = 64;
  private static final int SHORTEST_HEX = 12;

  private Actions() {}

  static Action of(String method, RoutePattern pattern, String path) {
    return of(method, pattern.isSpecific() ? pattern.path() : infer(path));
  }

  /// Of a call that matches no route.
  public static Action inferred(Attempt attempt) {
    return of(attempt.method(), infer(attempt.path().path()));
  }

  private static Action of(String method, String template) {
    return new Action(method, methodClass(method), group(template), template);
  }

  private static String methodClass(String method) {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS" -> "read";
      case "POST", "PUT", "PATCH" -> "write";
      case "DELETE" -> "delete";
      default -> "other";
    };
  }

  /// The first segment, and the second where the first is only a version (`/v1/orders`).
  private static String group(String template) {
    int end = template.indexOf('/', 1);
    if (end > 1 && isVersion(template, end)) {
      end = template.indexOf('/', end + 1);
    }
    return end < 0 ? template : template.substring(0, end);
  }

  private static boolean isVersion(String template, int end) {
    char first = template.charAt(1);
    boolean api = end == 4 && template.startsWith("api", 1);
    return api || (end <= 4 && first == 'v' && Character.isDigit(template.charAt(2)));
  }

  static String infer(String path) {
    StringBuilder template = new StringBuilder(path.length());
    int at = 1;
    int depth = 0;
    while (at <= path.length()) {
      if (depth++ == DEEPEST) {
        return template.append("/**").toString();
      }
      int slash = path.indexOf('/', at);
      int end = slash < 0 ? path.length() : slash;
      template.append('/');
      if (isIdentifier(path, at, end)) {
        template.append("{id}");
      } else {
        template.append(path, at, end);
      }
      at = end + 1;
    }
    return template.toString();
  }

  private static boolean isIdentifier(String path, int from, int end) {
    int length = end - from;
    int digits = 0;
    int hex = 0;
    int dashes = 0;
    boolean at = false;
    for (int i = from; i < end; i++) {
      char c = path.charAt(i);
      digits += c >= '0' && c <= '9' ? 1 : 0;
      hex += (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') ? 1 : 0;
      dashes += c == '-' ? 1 : 0;
      at |= c == '@';
    }
    boolean number = length > 0 && digits == length;
    boolean longHex = digits > 0 && length >= SHORTEST_HEX && digits + hex + dashes == length;
    return number || longHex || at || length > LONGEST_WORD;
  }
}
