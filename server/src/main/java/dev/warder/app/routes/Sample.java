package dev.warder.app.routes;

import dev.warder.app.settings.Settings;
import dev.warder.decide.RoutePattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call that a route is meant for, made of its pattern: to find out what guards such calls.
///
/// Parameters are filled with what no fixed segment would be called.
record Sample(String method, String host, String path) {
  private static final List<String> USUAL = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  /// One for each method, where the pattern takes any.
  static List<Sample> of(String match) {
    int blank = match.indexOf(' ');
    int slash = match.indexOf('/');
    String method = match.substring(0, blank);
    String host = match.substring(blank + 1, slash);
    String path =
        match
            .substring(slash)
            .replaceAll("\\{[^/]*}", "~parameter~")
            .replace("**", "~rest~")
            .replace("*", "~part~");
    List<String> methods = method.equals("*") ? USUAL : List.of(method);
    return methods.stream().map(each -> new Sample(each, host, path)).toList();
  }

  boolean matches(Settings.Route route) {
    return RoutePattern.parse(route.match()).matches(method, host, path);
  }

  /// The route that guards it; absent where it is denied.
  Settings.@Nullable Route guardedBy(List<Settings.Route> routes) {
    for (Settings.Route route : routes) {
      if (matches(route)) {
        return route;
      }
    }
    return null;
  }
}
