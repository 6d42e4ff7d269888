package dev.warder.monitor;

import java.time.Duration;
import java.util.Map;

/// What is set of one detector; what is not has its usual value.
///
/// @param shadow it finds and counts, but raises no incident
public record Tuning(DetectorKind kind, boolean enabled, boolean shadow, Map<String, Integer> set) {
  public Tuning {
    set = Map.copyOf(set);
  }

  public static Tuning usual(DetectorKind kind) {
    return new Tuning(kind, true, false, Map.of());
  }

  int value(String name) {
    Integer value = set.get(name);
    return value != null
        ? value
        : kind.parameters().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow()
            .usual();
  }

  long minutes(String name) {
    return Duration.ofMinutes(value(name)).toMillis();
  }

  long hours(String name) {
    return Duration.ofHours(value(name)).toMillis();
  }

  long days(String name) {
    return Duration.ofDays(value(name)).toMillis();
  }
}
