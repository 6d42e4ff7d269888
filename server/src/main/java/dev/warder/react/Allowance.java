package dev.warder.react;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// How much may still be done within an hour. For one thread.
final class Allowance {
  private static final Duration HOUR = Duration.ofHours(1);

  private final int most;
  private final Deque<Instant> taken = new ArrayDeque<>();

  Allowance(int most) {
    this.most = most;
  }

  /// @return false where there is nothing left
  boolean take(Instant now) {
    while (!taken.isEmpty() && !now.isBefore(taken.getFirst().plus(HOUR))) {
      taken.removeFirst();
    }
    if (taken.size() >= most) {
      return false;
    }
    taken.addLast(now);
    return true;
  }
}
