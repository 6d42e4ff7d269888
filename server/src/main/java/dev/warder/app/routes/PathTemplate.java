package dev.warder.app.routes;

import dev.warder.model.CanonicalPath;
import dev.warder.model.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// A path as OpenAPI writes it, and as a route pattern has it: percent-decoded, and with `*` for a
/// parameter that is only a part of its segment.
final class PathTemplate {
  private static final Pattern PARAMETER = Pattern.compile("\\{[^{}/]{1,100}}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  /// Fixed segments before patterns, and these before parameters: as OpenAPI has it, the more
  /// concrete path counts.
  static final Comparator<ImportedRoute> MOST_CONCRETE_FIRST =
      Comparator.comparing((ImportedRoute route) -> rank(route.path()))
          .thenComparing(ImportedRoute::path);

  private PathTemplate() {}

  /// @param base of all paths, without a slash at its end
  static String pattern(String base, String template) {
    if (!template.startsWith("/")) {
      throw new Fault.Invalid("the path " + shown(template) + " does not begin with /");
    }
    List<String> segments = new ArrayList<>();
    for (String segment : (base + template).substring(1).split("/", -1)) {
      segments.add(segment(template, segment));
    }
    return "/" + String.join("/", segments);
  }

  private static String segment(String template, String segment) {
    String fixed = PARAMETER.matcher(segment).replaceAll("");
    if (fixed.indexOf('{') >= 0 || fixed.indexOf('}') >= 0 || fixed.indexOf('*') >= 0) {
      throw new Fault.Invalid("the path " + shown(template) + " holds {, } or * out of place");
    }
    if (PARAMETER.matcher(segment).matches()) {
      String name = segment.substring(1, segment.length() - 1);
      return NAME.matcher(name).matches() ? segment : "{parameter}";
    }
    return decoded(template, PARAMETER.matcher(segment).replaceAll("*").replaceAll("\\*+", "*"));
  }

  /// Routes are matched against decoded paths. What cannot stand in a path of a call would never
  /// match.
  private static String decoded(String template, String segment) {
    if (segment.isEmpty()) {
      return segment;
    }
    try {
      String path = CanonicalPath.parse("/" + segment).path().substring(1);
      if (path.chars().noneMatch(c -> c == ' ' || c == '{' || c == '}')) {
        return path;
      }
    } catch (Fault.Invalid e) {
      throw new Fault.Invalid(
          "the path " + shown(template) + " can never be called: " + e.publicText(), e);
    }
    throw new Fault.Invalid("the path " + shown(template) + " holds a blank or a brace");
  }

  private static String rank(String path) {
    StringBuilder rank = new StringBuilder();
    for (String segment : path.substring(1).split("/", -1)) {
      rank.append(segment.startsWith("{") ? 'c' : segment.indexOf('*') >= 0 ? 'b' : 'a');
    }
    return rank.toString();
  }

  static String shown(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }
}
