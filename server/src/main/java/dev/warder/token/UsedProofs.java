package dev.warder.token;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Remembers which proofs were shown, by key, for as long as they could be shown again.
///
/// Bounded for each key and in all. Where there is no room nothing is forgotten early: the new
/// proof counts as used. Only proofs by keys of good tokens get here, so that nobody else fills it.
final class UsedProofs {
  private static final int MOST_OF_A_KEY = 5_000;
  private static final int MOST = 500_000;

  private final int mostOfAKey;
  private final int most;
  private final Map<String, Map<String, Instant>> byKey = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  UsedProofs() {
    this(MOST_OF_A_KEY, MOST);
  }

  UsedProofs(int mostOfAKey, int most) {
    this.mostOfAKey = mostOfAKey;
    this.most = most;
  }

  /// @param keep how long from now on the proof could be shown again
  /// @return whether this was the first time
  boolean isFirst(String key, String id, Instant now, Duration keep) {
    if (count.get() >= most) {
      sweep(now);
    }
    boolean[] first = {false};
    byKey.compute(
        key,
        (k, known) -> {
          Map<String, Instant> used = known == null ? new LinkedHashMap<>() : known;
          if (used.size() >= mostOfAKey || (!used.isEmpty() && isOver(used, now))) {
            forget(used, now);
          }
          if (used.size() < mostOfAKey && count.get() < most && !used.containsKey(id)) {
            used.put(id, now.plus(keep));
            count.incrementAndGet();
            first[0] = true;
          }
          return used.isEmpty() ? null : used;
        });
    return first[0];
  }

  private static boolean isOver(Map<String, Instant> used, Instant now) {
    return used.values().iterator().next().isBefore(now);
  }

  private void forget(Map<String, Instant> used, Instant now) {
    int before = used.size();
    used.values().removeIf(until -> until.isBefore(now));
    count.addAndGet(used.size() - before);
  }

  private void sweep(Instant now) {
    for (String key : byKey.keySet()) {
      byKey.computeIfPresent(
          key,
          (k, used) -> {
            forget(used, now);
            return used.isEmpty() ? null : used;
          });
    }
  }

  int size() {
    return count.get();
  }
}
