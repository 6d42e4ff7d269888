package dev.warder.audit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was read lately, by the very bytes that it was read from: tokens, routes and places repeat
/// from record to record. Bounded: a place is taken by whoever comes last. For one thread.
final class Spans<T> {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L; // 2^64 / golden ratio (Knuth 6.4)
  private static final int BITS = 14;

  private record Known<T>(byte[] bytes, T value) {}

  @SuppressWarnings({"unchecked", "rawtypes"})
  private final @Nullable Known<T>[] known = new Known[1 << BITS];

  T get(byte[] bytes, int from, int end, Supplier<T> reader) {
    int slot = slot(bytes, from, end);
    Known<T> found = known[slot];
    if (found != null && Arrays.equals(found.bytes, 0, found.bytes.length, bytes, from, end)) {
      return found.value;
    }
    T value = reader.get();
    known[slot] = new Known<>(Arrays.copyOfRange(bytes, from, end), value);
    return value;
  }

  private static int slot(byte[] bytes, int from, int end) {
    long hash = (long) end - from;
    int at = from;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * SPREAD;
      hash ^= hash >>> 32;
    }
    for (; at < end; at++) {
      hash = (hash ^ bytes[at]) * SPREAD;
    }
    return (int) ((hash * SPREAD) >>> (Long.SIZE - BITS));
  }
}
