package dev.warder.risk;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Something with a few parts of a kind, in the order in which they came. The first hangs on it
/// without a list and an array between, as most have no other.
interface Few<T> {
  Object[] NONE = {};

  @Nullable T first();

  void first(@Nullable T part);

  /// All but the first.
  Object[] others();

  void others(Object[] parts);

  default int count() {
    return first() == null ? 0 : 1 + others().length;
  }

  @SuppressWarnings("unchecked") // nothing else is put in
  default T part(int at) {
    T head = first();
    return at == 0 && head != null ? head : (T) others()[at - 1];
  }

  default void append(T part) {
    if (first() == null) {
      first(part);
    } else {
      Object[] more = Arrays.copyOf(others(), others().length + 1);
      more[more.length - 1] = part;
      others(more);
    }
  }

  /// Where there are too many, the one with the least of something goes.
  default void append(T part, int most, ToLongFunction<T> of) {
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
  default void remove(int at) {
    Object[] all = others();
    int left = all.length - 1;
    if (left < 0) {
      first(null);
      return;
    }
    if (at == 0) {
      first((T) all[0]);
    }
    int gone = Math.max(0, at - 1);
    Object[] kept = left == 0 ? NONE : Arrays.copyOf(all, left);
    System.arraycopy(all, gone + 1, kept, gone, left - gone);
    others(kept);
  }
}
