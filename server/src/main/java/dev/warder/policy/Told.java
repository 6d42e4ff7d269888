package dev.warder.policy;

import java.util.LinkedHashMap;
import java.util.Map;

/// What was asserted of somebody or something, as conditions see it: a member or property that was
/// not told reads as an empty text, and so fits nothing by accident; `has()` tells the truth.
final class Told {
  static final Map<String, Object> NOTHING = of(Map.of());

  private Told() {}

  /// Other values than maps stay as they are.
  static Object of(Object value) {
    return value instanceof ValueByName || !(value instanceof Map<?, ?> map) ? value : named(map);
  }

  static Map<String, Object> of(Map<String, Object> map) {
    return named(map);
  }

  private static Map<String, Object> named(Map<?, ?> map) {
    Map<String, Object> told = new LinkedHashMap<>();
    map.forEach((name, value) -> told.put((String) name, value));
    Object properties = told.getOrDefault("properties", Map.of());
    if (properties instanceof Map<?, ?> inner) {
      Map<String, Object> copy = new LinkedHashMap<>();
      inner.forEach((name, value) -> copy.put((String) name, value));
      told.put("properties", new ValueByName<Object>(copy, ""));
    }
    return new ValueByName<>(told, "");
  }
}
