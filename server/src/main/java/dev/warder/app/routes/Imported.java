package dev.warder.app.routes;

import dev.warder.decide.RoutePattern;
import dev.warder.model.Fault;
import dev.warder.model.Sensitivity;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All operations of an OpenAPI document as routes, the most concrete first.
///
/// Where an operation may be called by several kinds of proof, the scopes of all of them are asked
/// for. Where it may be called without any, a token is needed nevertheless. Both are said.
public final class Imported {
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
  private static final int MOST = 5_000;

  private final Description document;
  private final @Nullable String base;
  private final Map<String, ImportedRoute> routes = new LinkedHashMap<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  private Imported(Description document, @Nullable String base) {
    this.document = document;
    this.base = base;
  }

  /// @param base the path that all others start from; absent for those of `servers`
  /// @throws Fault.Invalid where the text is no such document, or says what no route can
  public static Imported read(String text, @Nullable String base) {
    Imported imported = new Imported(Description.parse(text), base);
    imported.read();
    return imported;
  }

  List<ImportedRoute> routes() {
    return routes.values().stream().sorted(PathTemplate.MOST_CONCRETE_FIRST).toList();
  }

  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  private void read() {
    Map<?, ?> root = document.root();
    document
        .object(root, "paths")
        .forEach((path, item) -> {
          String template = Description.text("a path", path);
          if (!template.startsWith("x-")) {
            path(template, document.map("the path " + PathTemplate.shown(template), item));
          }
        });
    if (routes.isEmpty()) {
      throw new Fault.Invalid("the document describes no operation: its paths are empty");
    }
  }

  private void path(String template, Map<?, ?> item) {
    for (String method : METHODS) {
      if (item.containsKey(method)) {
        String name = method.toUpperCase(Locale.ROOT) + " " + PathTemplate.shown(template);
        operation(name, method, template, item, document.map(name, item.get(method)));
      }
    }
  }

  private void operation(
      String name, String method, String template, Map<?, ?> item, Map<?, ?> operation) {
    List<String> scopes = scopes(name, operation);
    Sensitivity sensitivity = sensitivity(name, operation, item);
    for (String prefix : bases(item, operation)) {
      String path = PathTemplate.pattern(prefix, template);
      ImportedRoute route =
          new ImportedRoute(method.toUpperCase(Locale.ROOT), path, scopes, sensitivity);
      var _ = RoutePattern.parse(route.match()); // which says what is wrong with it
      String shape = route.method() + " " + path.replaceAll("\\{[^/]*}", "{}");
      if (routes.putIfAbsent(shape, route) != null) {
        warnings.add(name + " can never match: another path is the same but for its names");
      }
    }
    if (routes.size() > MOST) {
      throw new Fault.Invalid("the document has more than " + MOST + " operations");
    }
  }

  private List<String> scopes(String name, Map<?, ?> operation) {
    boolean own = operation.containsKey("security");
    Map<?, ?> from = own ? operation : document.root();
    List<?> alternatives = Description.list("security of " + name, from.get("security"));
    Set<String> scopes = new LinkedHashSet<>();
    boolean open = alternatives.isEmpty();
    for (Object alternative : alternatives) {
      Map<?, ?> needed = document.map("security of " + name, alternative);
      open |= needed.isEmpty();
      for (Object each : needed.values()) {
        for (Object scope : Description.list("a scheme of " + name, each)) {
          scopes.add(Description.text("a scope of " + name, scope));
        }
      }
    }
    if (open) {
      warnings.add(name + " is open in the document: Warder asks for a token all the same");
    } else if (alternatives.size() > 1 && !scopes.isEmpty()) {
      warnings.add(name + " names several kinds of proof: the scopes of all of them are needed");
    }
    return List.copyOf(scopes);
  }

  private static @Nullable Sensitivity sensitivity(
      String name, Map<?, ?> operation, Map<?, ?> item) {
    String key = "x-warder-sensitivity";
    Object said = operation.containsKey(key) ? operation.get(key) : item.get(key);
    if (said == null) {
      return null;
    }
    for (Sensitivity each : Sensitivity.values()) {
      if (each.wire().equals(said)) {
        return each;
      }
    }
    throw new Fault.Invalid(key + " of " + name + " must be low, normal, high or critical");
  }

  /// The paths of the servers that an operation is offered at, innermost word first.
  private Set<String> bases(Map<?, ?> item, Map<?, ?> operation) {
    if (base != null) {
      return Set.of(withoutSlash(base));
    }
    Set<String> paths = new LinkedHashSet<>();
    for (Map<?, ?> level : List.of(operation, item, document.root())) {
      for (Object server : Description.list("servers", level.get("servers"))) {
        paths.add(basePath(document.map("a server", server)));
      }
      if (!paths.isEmpty()) {
        return paths;
      }
    }
    return Set.of("");
  }

  private String basePath(Map<?, ?> server) {
    String url = Description.text("url of a server", server.get("url"));
    Map<?, ?> variables = document.object(server, "variables");
    List<String> parts = new ArrayList<>();
    for (Object name : variables.keySet()) {
      Map<?, ?> variable = document.map("a server's variable", variables.get(name));
      url = url.replace("{" + name + "}", String.valueOf(variable.get("default")));
      parts.add(String.valueOf(name));
    }
    if (!parts.isEmpty()) {
      warnings.add("the server's variables " + parts + " are taken with their defaults");
    }
    try {
      String path = URI.create(url).getRawPath();
      String found = path == null || path.isEmpty() || path.startsWith("/") ? path : "/" + path;
      return found == null ? "" : withoutSlash(found);
    } catch (IllegalArgumentException e) {
      throw new Fault.Invalid("the url of a server is none; give the base path with --base", e);
    }
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
