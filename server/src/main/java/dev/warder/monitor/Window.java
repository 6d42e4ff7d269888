package dev.warder.monitor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// The newest things of a time span, and how often each occurs among them. Bounded; for one thread.
final class Window<T> {
  private record Seen<T>(long millis, T what) {}

  private final Deque<Seen<T>> seen = new ArrayDeque<>();
  private final Map<T, Integer> counts = new HashMap<>();
  private final long span;
  private final int most;

  Window(long spanMillis, int most) {
    this.span = spanMillis;
    this.most = most;
  }

  void add(long millis, T what) {
    expire(millis);
    if (seen.size() == most) {
      dropOldest();
    }
    seen.addLast(new Seen<>(millis, what));
    counts.merge(what, 1, Integer::sum);
  }

  void expire(long now) {
    while (!seen.isEmpty() && seen.getFirst().millis() <= now - span) {
      dropOldest();
    }
  }

  private void dropOldest() {
    counts.computeIfPresent(seen.removeFirst().what(), (what, n) -> n == 1 ? null : n - 1);
  }

  int size() {
    return seen.size();
  }

  int distinct() {
    return counts.size();
  }

  boolean contains(T what) {
    return counts.containsKey(what);
  }

  void clear() {
    seen.clear();
    counts.clear();
  }
}
