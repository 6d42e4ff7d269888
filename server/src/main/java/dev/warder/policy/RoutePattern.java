package dev.warder.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Routes that may remain, written as in the configuration: `METHOD|* [host]/path`, with `{name}`
/// or `*` for one whole segment and `**` at the end for any rest.
///
/// Narrower than the configuration's patterns: `*` inside a segment is refused, because what two
/// such have in common cannot be written as one.
record RoutePattern(String method, String host, List<String> segments, boolean open) {
  private static final int LONGEST = 1_000;
  private static final String ANY = "*";

  RoutePattern {
    segments = List.copyOf(segments);
  }

  static Optional<RoutePattern> parse(String text) {
    int space = text.indexOf(' ');
    int slash = text.indexOf('/', space + 1);
    if (text.length() > LONGEST || space < 1 || slash < 0) {
      return Optional.empty();
    }
    String method = text.substring(0, space);
    String host = text.substring(space + 1, slash).toLowerCase(Locale.ROOT);
    List<String> segments = new ArrayList<>();
    for (String each : text.substring(slash + 1).split("/", -1)) {
      boolean named = each.length() > 2 && each.startsWith("{") && each.endsWith("}");
      segments.add(named ? ANY : each);
    }
    boolean open = segments.getLast().equals("**");
    if (open) {
      segments.removeLast();
    }
    boolean good =
        (method.equals(ANY) || method.chars().allMatch(c -> c >= 'A' && c <= 'Z'))
            && host.chars().allMatch(RoutePattern::isOfHost)
            && segments.stream().allMatch(RoutePattern::isSegment);
    return good ? Optional.of(new RoutePattern(method, host, segments, open)) : Optional.empty();
  }

  private static boolean isOfHost(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || ".-:[]".indexOf(c) >= 0;
  }

  private static boolean isSegment(String segment) {
    return segment.equals(ANY)
        || segment.chars().noneMatch(c -> c <= 0x20 || c == 0x7F || "*{}\\;?#".indexOf(c) >= 0);
  }

  /// @param path canonical, without the query
  boolean matches(String calledMethod, String calledHost, String path) {
    if (!(method.equals(ANY) || method.equals(calledMethod))
        || !(host.isEmpty() || host.equals(calledHost))) {
      return false;
    }
    String[] given = path.substring(path.startsWith("/") ? 1 : 0).split("/", -1);
    if (open ? given.length < segments.size() : given.length != segments.size()) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      boolean any = segments.get(i).equals(ANY) && !given[i].isEmpty();
      if (!any && !segments.get(i).equals(given[i])) {
        return false;
      }
    }
    return true;
  }

  /// What both hold; nothing where no route can.
  Optional<RoutePattern> and(RoutePattern other) {
    boolean isLonger = segments.size() >= other.segments.size();
    RoutePattern longer = isLonger ? this : other;
    RoutePattern shorter = isLonger ? other : this;
    boolean sameLength = longer.segments.size() == shorter.segments.size();
    Optional<String> bothMethods = both(method, other.method, ANY);
    Optional<String> bothHosts = both(host, other.host, "");
    if ((!sameLength && !shorter.open) || bothMethods.isEmpty() || bothHosts.isEmpty()) {
      return Optional.empty();
    }
    List<String> common = new ArrayList<>(longer.segments);
    for (int i = 0; i < shorter.segments.size(); i++) {
      Optional<String> segment = both(longer.segments.get(i), shorter.segments.get(i), ANY);
      if (segment.isEmpty() || (segment.get().isEmpty() && hasAny(other, i))) {
        return Optional.empty();
      }
      common.set(i, segment.get());
    }
    boolean stillOpen = longer.open && shorter.open;
    return Optional.of(new RoutePattern(bothMethods.get(), bothHosts.get(), common, stillOpen));
  }

  /// `*` takes no empty segment, so it has nothing in common with one.
  private boolean hasAny(RoutePattern other, int index) {
    return segments.get(index).equals(ANY) || other.segments.get(index).equals(ANY);
  }

  private static Optional<String> both(String one, String two, String any) {
    if (one.equals(two) || two.equals(any)) {
      return Optional.of(one);
    }
    return one.equals(any) ? Optional.of(two) : Optional.empty();
  }

  @Override
  public String toString() {
    String rest = open ? (segments.isEmpty() ? "**" : "/**") : "";
    return method + " " + host + "/" + String.join("/", segments) + rest;
  }
}
