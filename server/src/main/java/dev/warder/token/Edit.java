package dev.warder.token;

/// What shall become of a part that may also be absent.
public sealed interface Edit<T> {
  record Keep<T>() implements Edit<T> {}

  record Clear<T>() implements Edit<T> {}

  record Set<T>(T value) implements Edit<T> {}
}
