package dev.warder.app.settings;

import java.util.LinkedHashMap;
import java.util.Map;

/// Maps that keep the order in which they were written, so that messages list choices as
/// documented.
final class Ordered {
  private Ordered() {}

  static <T> Map<String, T> of(String a, T first, String b, T second) {
    Map<String, T> map = new LinkedHashMap<>();
    map.put(a, first);
    map.put(b, second);
    return map;
  }

  static <T> Map<String, T> of(String a, T first, String b, T second, String c, T third) {
    Map<String, T> map = of(a, first, b, second);
    map.put(c, third);
    return map;
  }

  static <T> Map<String, T> of(
      String a, T first, String b, T second, String c, T third, String d, T fourth) {
    Map<String, T> map = of(a, first, b, second, c, third);
    map.put(d, fourth);
    return map;
  }
}
