package dev.warder.app.settings;

import dev.warder.decide.RoutePattern;
import dev.warder.model.FailureMode;
import dev.warder.model.Sensitivity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the guarded routes.
final class RouteReader {
  /// Stands in where no routes are configured: any good token passes, as far as policy lets it.
  static final Settings.Route ANYTHING =
      new Settings.Route("* /**", List.of(), Sensitivity.NORMAL, FailureMode.CLOSED);

  private static final Kind<String> PATTERN =
      new Kind<>(
          "route pattern",
          (text, base) -> {
            var _ = RoutePattern.parse(text);
            return text;
          });

  private RouteReader() {}

  static List<Settings.Route> read(Section root) {
    List<Tree> items =
        root.items(
            "routes",
            "list of sections",
            "[{match: \"* /**\", scopes: []}]",
            "What is guarded; the first that matches counts, and what none matches is denied.");
    List<Settings.Route> routes = new ArrayList<>();
    if (items == null) {
      return routes;
    }
    Map<String, Where> seen = new LinkedHashMap<>();
    for (Tree item : items) {
      Settings.Route route = route(root, item);
      Where first = route == null ? null : seen.putIfAbsent(route.match(), item.where());
      if (first != null) {
        root.report(
            item.where(), "this route can never match: the same pattern stands at " + first);
      } else if (route != null) {
        routes.add(route);
      }
    }
    if (items.isEmpty()) {
      root.report(root.where("routes"), "routes must not be empty: everything would be denied");
    }
    return routes;
  }

  static void describe(Section root) {
    var _ = route(root, null);
  }

  private static Settings.@Nullable Route route(Section root, @Nullable Tree item) {
    Section section = root.item("routes", item);
    String match =
        section.optional(
            "match",
            PATTERN,
            "`METHOD|* [host]/path`, with `{name}` for one segment, `*` inside one, `**` at the"
                + " end for any rest.");
    List<String> scopes =
        section.values("scopes", Kind.TEXT, "", "The scopes that a token needs, all of them.");
    Sensitivity sensitivity =
        section.value(
            "sensitivity",
            Kind.choice(
                Ordered.of(
                    "low", Sensitivity.LOW,
                    "normal", Sensitivity.NORMAL,
                    "high", Sensitivity.HIGH,
                    "critical", Sensitivity.CRITICAL)),
            "normal",
            "How much harm the route can do.");
    FailureMode onFailure =
        section.value(
            "onFailure",
            Kind.choice(
                Ordered.of(
                    "closed", FailureMode.CLOSED,
                    "open", FailureMode.OPEN,
                    "stepUp", FailureMode.STEP_UP)),
            "closed",
            "What answers where place or risk are late or missing. Every other failure denies.");
    section.end();
    if (match == null) {
      if (item instanceof Tree.Keys keys && !keys.entries().containsKey("match")) {
        root.report(item.where(), "a route needs match, for example {match: \"GET /orders/{id}\"}");
      }
      return null;
    }
    return new Settings.Route(match, scopes, sensitivity, onFailure);
  }
}
