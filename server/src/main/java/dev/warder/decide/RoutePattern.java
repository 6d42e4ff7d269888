package dev.warder.decide;

import dev.warder.model.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `METHOD|* [host]/path`: `{name}` is one segment, `*` any part of one, `**` at the end any rest
/// (also none). The path is case-sensitive, the host is not.
public final class RoutePattern {
  private static final int LONGEST = 1000;

  private final String method;
  private final String host;
  private final String path;
  private final List<String> segments;
  private final boolean open;

  private RoutePattern(
      String method, String host, String path, List<String> segments, boolean open) {
    this.method = method;
    this.host = host;
    this.path = path;
    this.segments = List.copyOf(segments);
    this.open = open;
  }

  /// @throws Fault.Invalid where the text is no pattern
  public static RoutePattern parse(String text) {
    int space = text.indexOf(' ');
    int slash = text.indexOf('/');
    if (text.length() > LONGEST || space < 1 || slash < space + 1) {
      throw wrong(text, "it must read METHOD [host]/path, for example GET /orders/{id}");
    }
    String method = text.substring(0, space);
    String host = text.substring(space + 1, slash).toLowerCase(Locale.ROOT);
    String path = text.substring(slash);
    if (!method.equals("*") && !method.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      throw wrong(text, "the method must be in upper case, or *");
    }
    if (host.chars().anyMatch(c -> c <= ' ' || c == '*') || path.indexOf(' ') >= 0) {
      throw wrong(text, "host and path hold no blanks, and the host no *");
    }
    List<String> segments = new ArrayList<>(List.of(path.substring(1).split("/", -1)));
    boolean open = segments.getLast().equals("**");
    if (open) {
      segments.removeLast();
    }
    for (int i = 0; i < segments.size(); i++) {
      checkSegment(text, segments.get(i), i == segments.size() - 1 && !open);
    }
    return new RoutePattern(method, host, path, segments, open);
  }

  private static void checkSegment(String text, String segment, boolean last) {
    if (segment.contains("**")) {
      throw wrong(text, "** may stand only at the end, as a segment of its own");
    }
    if (segment.isEmpty() && !last) {
      throw wrong(text, "the path has an empty segment");
    }
    boolean brace = segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0;
    if (brace && !isName(segment)) {
      throw wrong(text, "{name} must be a whole segment");
    }
  }

  private static Fault.Invalid wrong(String text, String why) {
    String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
    return new Fault.Invalid("\"" + shown + "\" is no route pattern: " + why);
  }

  public boolean matches(String method, String host, String path) {
    return (this.method.equals("*") || this.method.equals(method))
        && (this.host.isEmpty() || this.host.equals(host))
        && matchesPath(path);
  }

  private boolean matchesPath(String path) {
    int at = 1;
    for (String segment : segments) {
      if (at > path.length()) {
        return false;
      }
      int slash = path.indexOf('/', at);
      int end = slash < 0 ? path.length() : slash;
      if (!matchesSegment(segment, path, at, end)) {
        return false;
      }
      at = end + 1;
    }
    return open || at > path.length();
  }

  private static boolean matchesSegment(String segment, String path, int from, int end) {
    if (isName(segment)) {
      return end > from;
    }
    int star = segment.indexOf('*');
    if (star < 0) {
      return segment.length() == end - from && path.startsWith(segment, from);
    }
    return glob(segment, 0, path, from, end);
  }

  /// Greedy with one point of return: linear for one star, quadratic at worst, never exponential.
  private static boolean glob(String segment, int start, String path, int from, int end) {
    int pattern = start;
    int at = from;
    int starAt = -1;
    int resume = 0;
    while (at < end) {
      if (pattern < segment.length() && segment.charAt(pattern) == '*') {
        starAt = pattern++;
        resume = at;
      } else if (pattern < segment.length() && segment.charAt(pattern) == path.charAt(at)) {
        pattern++;
        at++;
      } else if (starAt >= 0) {
        pattern = starAt + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (pattern < segment.length() && segment.charAt(pattern) == '*') {
      pattern++;
    }
    return pattern == segment.length();
  }

  private static boolean isName(String segment) {
    return segment.length() > 2
        && segment.charAt(0) == '{'
        && segment.indexOf('}') == segment.length() - 1
        && segment.indexOf('{', 1) < 0;
  }

  /// Whether the path part alone says which action a call is.
  boolean isSpecific() {
    return !open && segments.stream().noneMatch(s -> s.indexOf('*') >= 0);
  }

  String path() {
    return path;
  }

  @Override
  public String toString() {
    return method + " " + host + path;
  }
}
