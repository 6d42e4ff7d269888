package dev.warder.policy;

import dev.cel.runtime.CelVariableResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Another value of one signal.
///
/// @param text in words, `risk.score below 60`
/// @param values what variables would read, by name
record Change(String text, Guard.Place place, Map<String, Object> values) {
  private static final List<String> LIKELY =
      List.of(
          "assurance",
          "risk",
          "rate",
          "client",
          "source",
          "time",
          "token",
          "principal",
          "request",
          "route");

  /// How far from what the same caller could have brought about: a fresh proof is nearest, another
  /// call altogether is farthest.
  int effort() {
    int group =
        LIKELY.indexOf(place.variable().substring(0, Math.max(0, place.variable().indexOf('.'))));
    return group < 0 ? LIKELY.size() : group;
  }

  static CelVariableResolver under(CelVariableResolver variables, List<Change> changes) {
    Map<String, Object> changed = new HashMap<>();
    changes.forEach(change -> changed.putAll(change.values));
    return name -> {
      Object value = changed.get(name);
      return value == null ? variables.find(name) : Optional.of(value);
    };
  }
}
