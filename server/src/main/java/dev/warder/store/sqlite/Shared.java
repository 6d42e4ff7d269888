package dev.warder.store.sqlite;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Values read from text, each kept once while a large table is loaded: most tokens have their
/// scopes, networks and tags in common with many others.
final class Shared<T> {
  private static final int MOST = 100_000;

  private final Map<String, T> known = new HashMap<>();
  private final Function<String, T> read;

  Shared(Function<String, T> read) {
    this.read = read;
  }

  T of(String text) {
    T value = known.get(text);
    if (value == null) {
      value = read.apply(text);
      if (known.size() < MOST) {
        known.put(text, value);
      }
    }
    return value;
  }
}
