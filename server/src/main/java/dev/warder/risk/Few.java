package dev.warder.risk;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Something with a few parts of a kind, in the order in which they came. The first hangs on it
/// without a list and an array between, as most have no other.
abstract class Few<T> {
  private static final Object[] NONE = {};

  private @Nullable T first;
  private Object[] others = NONE;

  final int count() {
    return first == null ? 0 : 1 + others.length;
  }

  final @Nullable T first() {
    return first;
  }

  @SuppressWarnings("unchecked") // nothing else is put in
  final T part(int at) {
    T head = first;
    return at == 0 && head != null ? head : (T) others[at - 1];
  }

  final void append(T part) {
    if (first == null) {
      first = part;
    } else {
      others = Arrays.copyOf(others, others.length + 1);
      others[others.length - 1] = part;
    }
  }

  /// Where there are too many, the one with the least of something goes.
  final void append(T part, int most, ToLongFunction<T> of) {
    if (count() >= most) {
      int least = 0;
      for (int i = 1; i < count(); i++) {
        least = of.applyAsLong(part(i)) < of.applyAsLong(part(least)) ? i : least;
      }
      remove(least);
    }
    append(part);
  }

  @SuppressWarnings("unchecked") // nothing else is put in
  final void remove(int at) {
    int left = others.length - 1;
    if (left < 0) {
      first = null;
      return;
    }
    if (at == 0) {
      first = (T) others[0];
    }
    int gone = Math.max(0, at - 1);
    Object[] kept = left == 0 ? NONE : Arrays.copyOf(others, left);
    System.arraycopy(others, gone + 1, kept, gone, left - gone);
    others = kept;
  }
}
