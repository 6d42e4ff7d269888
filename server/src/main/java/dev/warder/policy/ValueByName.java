package dev.warder.policy;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A map whose absent names read as a default, so that a missing tag or header is empty instead of
/// an error; `containsKey` still tells the truth.
final class ValueByName<V> extends AbstractMap<String, V> {
  private final Map<String, V> values;
  private final V otherwise;

  ValueByName(Map<String, V> values, V otherwise) {
    this.values = values;
    this.otherwise = otherwise;
  }

  @Override
  public V get(@Nullable Object name) {
    V value = values.get(name);
    return value == null ? otherwise : value;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return values.containsKey(name);
  }

  @Override
  public Set<Entry<String, V>> entrySet() {
    return values.entrySet();
  }
}
