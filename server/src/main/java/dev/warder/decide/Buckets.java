package dev.warder.decide;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.warder.model.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Leaky buckets, one for each rule and token, by the generic cell rate algorithm (ITU-T I.371):
/// each keeps a single time, and is changed without a lock.
final class Buckets implements Charging {
  private static final long MOST = 1_000_000;
  private static final Duration KEPT = Duration.ofDays(1);

  private static final long NEVER = Long.MIN_VALUE;

  private record Key(String rule, String token) {}

  private final Cache<Key, AtomicLong> arrivals =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(KEPT).build();

  @Override
  public Charged charge(String rule, String token, RateLimit limit, Instant now) {
    AtomicLong arrival = arrivals.get(new Key(rule, token), key -> new AtomicLong(NEVER));
    long nanos = nanos(now);
    while (true) {
      long seen = arrival.get();
      long wait = wait(limit, seen, nanos);
      if (wait > 0) {
        return new Charged(Duration.ofNanos(wait), instant(seen));
      }
      if (arrival.compareAndSet(seen, Math.max(seen, nanos) + step(limit))) {
        return new Charged(Duration.ZERO, instant(seen));
      }
    }
  }

  /// How long a call must wait that finds a bucket like this; nothing where there is room.
  static Duration wait(RateLimit limit, @Nullable Instant due, Instant now) {
    long wait = wait(limit, due == null ? NEVER : nanos(due), nanos(now));
    return wait > 0 ? Duration.ofNanos(wait) : Duration.ZERO;
  }

  private static long wait(RateLimit limit, long seen, long now) {
    return Math.max(seen, now) + step(limit) - limit.per().toNanos() - now;
  }

  private static long step(RateLimit limit) {
    return Math.max(1, limit.per().toNanos() / limit.requests());
  }

  private static long nanos(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
  }

  private static @Nullable Instant instant(long nanos) {
    return nanos == NEVER
        ? null
        : Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }
}
