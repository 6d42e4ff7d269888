package dev.warder.audit;

import java.time.Duration;
import java.time.InstantSource;

/// How much of the journal those may fill who prove nothing: a quarter of what retention keeps, and
/// of that no more at once than a hundredth.
///
/// What is beyond it is told of in fewer and coarser records, so that a flood, however long, never
/// pushes the records of others out. Safe for several threads.
public final class FloodBudget {

  private static final double SHARE = 0.25;
  private static final long AT_ONCE = 100;
  private static final long LEAST_AT_ONCE = 1 << 20;
  private static final Duration LONG = Duration.ofDays(400);

  private final double bytesPerMilli;
  private final double most;
  private final InstantSource clock;

  private double left;
  private long at;

  FloodBudget(Retention retention, InstantSource clock) {
    Duration age = retention.age() == null ? LONG : retention.age();
    this.bytesPerMilli = SHARE * retention.bytes() / age.toMillis();
    this.most = Math.max(LEAST_AT_ONCE, retention.bytes() / AT_ONCE);
    this.clock = clock;
    this.left = most;
    this.at = clock.millis();
  }

  /// Takes so many bytes, or none where they are not there.
  synchronized boolean take(long bytes) {
    refill();
    if (left < bytes) {
      return false;
    }
    left -= bytes;
    return true;
  }

  /// Takes them in any case: until they were earned, nothing else is to be had.
  synchronized void owe(long bytes) {
    refill();
    left -= bytes;
  }

  synchronized boolean isEmpty() {
    refill();
    return left <= 0;
  }

  private void refill() {
    long now = clock.millis();
    left = Math.min(most, left + Math.max(0, now - at) * bytesPerMilli);
    at = now;
  }
}
