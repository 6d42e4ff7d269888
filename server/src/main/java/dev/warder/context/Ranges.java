package dev.warder.context;

import dev.warder.model.Address;

/// Disjoint ranges of addresses in order, each with a number; found by binary search in about 50 ns
/// without allocating.
///
/// IPv4 takes 12 bytes a range and IPv6 20, or 36 where a range is finer than a /64.
final class Ranges {
  /// What [#find] answers for an address in no range.
  static final int NONE = -1;

  static final Ranges EMPTY = new Ranges(new V4(new int[0], new int[0], new int[0]), V6.EMPTY);

  /// Inclusive ranges of unsigned 32-bit numbers.
  record V4(int[] from, int[] to, int[] value) {}

  /// Inclusive ranges of unsigned 128-bit numbers; empty low halves stand for whole /64 networks.
  record V6(long[] from, long[] fromLow, long[] to, long[] toLow, int[] value) {
    static final V6 EMPTY = new V6(new long[0], new long[0], new long[0], new long[0], new int[0]);

    private boolean startsAtOrBefore(int index, Address address) {
      int byHigh = Long.compareUnsigned(from[index], address.high());
      return byHigh != 0
          ? byHigh < 0
          : fromLow.length == 0 || Long.compareUnsigned(fromLow[index], address.low()) <= 0;
    }

    private boolean endsAtOrAfter(int index, Address address) {
      int byHigh = Long.compareUnsigned(to[index], address.high());
      return byHigh != 0
          ? byHigh > 0
          : toLow.length == 0 || Long.compareUnsigned(toLow[index], address.low()) >= 0;
    }
  }

  private final V4 v4;
  private final V6 v6;

  Ranges(V4 v4, V6 v6) {
    this.v4 = v4;
    this.v6 = v6;
  }

  int size() {
    return v4.from.length + v6.from.length;
  }

  /// The number of the range that holds this address, or [#NONE].
  int find(Address address) {
    return address.isV4() ? findV4(address.v4()) : findV6(address);
  }

  /// Each range of IPv4 in order, with unsigned ends.
  void eachV4(Visitor visitor) {
    for (int i = 0; i < v4.from.length; i++) {
      visitor.range(
          Integer.toUnsignedLong(v4.from[i]), Integer.toUnsignedLong(v4.to[i]), v4.value[i]);
    }
  }

  /// Is shown ranges.
  interface Visitor {
    void range(long from, long to, int value);
  }

  private int findV4(int address) {
    int low = 0;
    int high = v4.from.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (Integer.compareUnsigned(v4.from[middle], address) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high >= 0 && Integer.compareUnsigned(v4.to[high], address) >= 0 ? v4.value[high] : NONE;
  }

  private int findV6(Address address) {
    int low = 0;
    int high = v6.from.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (v6.startsAtOrBefore(middle, address)) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high >= 0 && v6.endsAtOrAfter(high, address) ? v6.value[high] : NONE;
  }
}
