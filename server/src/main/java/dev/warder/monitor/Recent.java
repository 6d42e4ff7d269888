package dev.warder.monitor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// A bounded memory of those seen lately: who was not seen for the longest goes first. For one
/// thread.
final class Recent<K, V> {
  private final Map<K, V> values;
  private final Supplier<V> fresh;

  Recent(int most, Supplier<V> fresh) {
    this.fresh = fresh;
    this.values =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  /// What is known of `key`, from now on at least.
  V of(K key) {
    V known = values.get(key);
    if (known == null) {
      known = fresh.get();
      values.put(key, known);
    }
    return known;
  }

  int size() {
    return values.size();
  }
}
