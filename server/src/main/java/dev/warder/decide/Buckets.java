package dev.warder.decide;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.warder.model.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Leaky buckets, one for each rule and token, by the generic cell rate algorithm (ITU-T I.371):
/// each keeps a single time, and is changed without a lock.
final class Buckets {
  private static final long MOST = 1_000_000;
  private static final Duration KEPT = Duration.ofDays(1);

  private record Key(String rule, String token) {}

  private final Cache<Key, AtomicLong> arrivals =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(KEPT).build();

  /// Takes one call out of the bucket.
  ///
  /// @return nothing to wait where there was room; otherwise the time until there will be
  Duration charge(String rule, String token, RateLimit limit, Instant now) {
    AtomicLong arrival = arrivals.get(new Key(rule, token), key -> new AtomicLong(Long.MIN_VALUE));
    long nanos =
        Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    long span = limit.per().toNanos();
    long step = Math.max(1, span / limit.requests());
    while (true) {
      long seen = arrival.get();
      long expected = Math.max(seen, nanos);
      long wait = expected + step - span - nanos;
      if (wait > 0) {
        return Duration.ofNanos(wait);
      }
      if (arrival.compareAndSet(seen, expected + step)) {
        return Duration.ZERO;
      }
    }
  }
}
