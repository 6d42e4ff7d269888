package dev.warder.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The table of everything that can be asked of this server.
///
/// Paths without parameters are found by one look-up, and win over templates; those that are open
/// at their end (`/**`) come last.
public final class Routes {
  private final List<Endpoint> endpoints;
  private final Map<String, List<Endpoint>> exact = new HashMap<>();
  private final Map<Integer, List<Template>> bySegments = new HashMap<>();
  private final List<Endpoint> open = new ArrayList<>();

  public Routes(List<Endpoint> endpoints) {
    this.endpoints = List.copyOf(endpoints);
    for (Endpoint endpoint : this.endpoints) {
      if (endpoint.isOpen()) {
        open.add(endpoint);
      } else if (endpoint.template().indexOf('{') < 0) {
        exact.computeIfAbsent(endpoint.template(), p -> new ArrayList<>()).add(endpoint);
      } else {
        Template template = new Template(endpoint, split(endpoint.template()));
        int length = template.segments.length;
        bySegments.computeIfAbsent(length, n -> new ArrayList<>()).add(template);
      }
    }
  }

  public List<Endpoint> endpoints() {
    return endpoints;
  }

  /// What a look-up in the table says.
  sealed interface Found {
    record One(Endpoint endpoint, Map<String, String> parameters) implements Found {}

    record WrongMethod(String allowed) implements Found {}

    record Nothing() implements Found {}
  }

  Found find(String method, String path) {
    List<Endpoint> here = exact.get(path);
    if (here != null) {
      for (Endpoint endpoint : here) {
        if (endpoint.answers(method)) {
          return new Found.One(endpoint, Map.of());
        }
      }
      return new Found.WrongMethod(allowed(here));
    }
    return findTemplate(method, path);
  }

  private Found findTemplate(String method, String path) {
    String[] segments = split(path);
    List<Endpoint> others = new ArrayList<>();
    for (Template template : bySegments.getOrDefault(segments.length, List.of())) {
      if (template.matches(segments)) {
        if (template.endpoint.answers(method)) {
          return new Found.One(template.endpoint, template.parameters(segments));
        }
        others.add(template.endpoint);
      }
    }
    return others.isEmpty() ? findOpen(method, path) : new Found.WrongMethod(allowed(others));
  }

  private Found findOpen(String method, String path) {
    for (Endpoint endpoint : open) {
      if (path.startsWith(endpoint.beginning()) && endpoint.answers(method)) {
        return new Found.One(endpoint, Map.of());
      }
    }
    return new Found.Nothing();
  }

  private static String allowed(List<Endpoint> endpoints) {
    TreeSet<String> methods = new TreeSet<>();
    for (Endpoint endpoint : endpoints) {
      methods.add(endpoint.method());
      if (endpoint.method().equals("GET")) {
        methods.add("HEAD");
      }
    }
    return String.join(", ", methods);
  }

  private static String[] split(String path) {
    return path.substring(1).split("/", -1);
  }

  /// An endpoint whose path has parameters.
  private record Template(Endpoint endpoint, String[] segments) {
    boolean matches(String[] asked) {
      for (int i = 0; i < segments.length; i++) {
        if (isParameter(segments[i]) ? asked[i].isEmpty() : !segments[i].equals(asked[i])) {
          return false;
        }
      }
      return true;
    }

    Map<String, String> parameters(String[] asked) {
      Map<String, String> found = new HashMap<>();
      for (int i = 0; i < segments.length; i++) {
        if (isParameter(segments[i])) {
          found.put(segments[i].substring(1, segments[i].length() - 1), asked[i]);
        }
      }
      return found;
    }

    private static boolean isParameter(String segment) {
      return segment.startsWith("{");
    }
  }
}
