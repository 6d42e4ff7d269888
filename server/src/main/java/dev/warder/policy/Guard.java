package dev.warder.policy;

import dev.cel.runtime.CelVariableResolver;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What must be true of one variable for a condition to hold: that it is one of a few constants.
///
/// Where it is not, the condition is false whatever its other parts say, also where these would
/// fail: in CEL, `false && error` is false from either side.
record Guard(Place place, Set<Object> values) {
  /// A variable, or what stands in it under a name.
  record Place(String variable, @Nullable String name) {
    /// Nothing where it cannot be told.
    @Nullable Object value(CelVariableResolver variables) {
      Object value = variables.find(variable).orElse(null);
      return name == null ? value : value instanceof Map<?, ?> map ? map.get(name) : null;
    }
  }

  Guard {
    values = Set.copyOf(values);
  }

  /// Both must be true.
  Optional<Guard> and(Guard other) {
    if (!place.equals(other.place)) {
      return Optional.empty();
    }
    Set<Object> both = new HashSet<>(values);
    both.retainAll(other.values);
    return Optional.of(new Guard(place, both));
  }

  /// One of them must be true.
  Optional<Guard> or(Guard other) {
    if (!place.equals(other.place)) {
      return Optional.empty();
    }
    Set<Object> either = new HashSet<>(values);
    either.addAll(other.values);
    return Optional.of(new Guard(place, either));
  }
}
