package dev.warder.context;

import dev.warder.model.Address;
import dev.warder.model.Cidr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Sorts ranges that come in any order, and joins neighbours and repetitions of the same number.
///
/// Two ranges of different numbers must not overlap: whoever adds them is told which of the two
/// came later.
final class RangesBuilder {
  /// @param line where it was read, for messages
  private record Range(Address from, Address to, int value, int line) {
    boolean joins(Range next) {
      return value == next.value
          && from.isV4() == next.from.isV4()
          && (overlaps(next) || following(to).equals(next.from));
    }

    boolean overlaps(Range next) {
      return from.isV4() == next.from.isV4() && next.from.compareTo(to) <= 0;
    }

    Range with(Range next) {
      return new Range(from, to.compareTo(next.to) < 0 ? next.to : to, value, line);
    }
  }

  private final List<Range> ranges = new ArrayList<>();

  void add(Cidr network, int value, int line) {
    add(network.network(), last(network), value, line);
  }

  /// @param to inclusive, of the same family and not before `from`
  void add(Address from, Address to, int value, int line) {
    ranges.add(new Range(from, to, value, line));
  }

  int size() {
    return ranges.size();
  }

  /// @throws Broken where two ranges of different numbers overlap
  Ranges build() throws Broken {
    ranges.sort(Comparator.comparing(Range::from).thenComparing(Range::to));
    List<Range> v4 = new ArrayList<>();
    List<Range> v6 = new ArrayList<>();
    for (Range range : ranges) {
      append(range.from.isV4() ? v4 : v6, range);
    }
    return new Ranges(packV4(v4), packV6(v6));
  }

  private static void append(List<Range> list, Range range) throws Broken {
    if (!list.isEmpty()) {
      Range last = list.getLast();
      if (last.joins(range)) {
        list.set(list.size() - 1, last.with(range));
        return;
      }
      if (last.overlaps(range)) {
        int later = Math.max(last.line, range.line);
        int earlier = Math.min(last.line, range.line);
        throw new Broken(later, "overlaps line " + earlier + " with another owner");
      }
    }
    list.add(range);
  }

  private static Ranges.V4 packV4(List<Range> list) {
    return new Ranges.V4(
        list.stream().mapToInt(r -> r.from.v4()).toArray(),
        list.stream().mapToInt(r -> r.to.v4()).toArray(),
        list.stream().mapToInt(Range::value).toArray());
  }

  private static Ranges.V6 packV6(List<Range> list) {
    return new Ranges.V6(
        list.stream().mapToLong(r -> r.from.high()).toArray(),
        list.stream().mapToLong(r -> r.from.low()).toArray(),
        list.stream().mapToLong(r -> r.to.high()).toArray(),
        list.stream().mapToLong(r -> r.to.low()).toArray(),
        list.stream().mapToInt(Range::value).toArray());
  }

  private static Address following(Address address) {
    long low = address.low() + 1;
    return new Address(low == 0 ? address.high() + 1 : address.high(), low);
  }

  private static Address last(Cidr network) {
    int bits = network.network().isV4() ? network.bits() + 96 : network.bits();
    long high = bits >= 64 ? 0 : -1L >>> bits;
    long low = bits <= 64 ? -1L : bits >= 128 ? 0 : -1L >>> (bits - 64);
    return new Address(network.network().high() | high, network.network().low() | low);
  }
}
