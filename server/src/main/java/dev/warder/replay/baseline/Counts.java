package dev.warder.replay.baseline;

import java.util.HashMap;
import java.util.Map;

/// How often each value of one feature was seen.
final class Counts {
  private static final class Count {
    int calls;
  }

  private final Map<String, Count> counts = new HashMap<>(8);
  private int total;

  void add(String value) {
    counts.computeIfAbsent(value, key -> new Count()).calls++;
    total++;
  }

  int of(String value) {
    Count count = counts.get(value);
    return count == null ? 0 : count.calls;
  }

  int total() {
    return total;
  }

  int distinct() {
    return counts.size();
  }

  double share(String value) {
    return total == 0 ? 0 : (double) of(value) / total;
  }
}
