package dev.warder.token;

import dev.warder.model.Address;
import dev.warder.model.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers when each token was used last, and writes it down now and then, many at a time.
///
/// Noting a use never blocks for the disk. A crash may lose the uses since the last flush: they are
/// a convenience, and the journal has every one of them. A failed flush is tried again with the
/// next; meanwhile at most so many tokens are remembered, and further ones are left out.
public final class LastUses implements AutoCloseable {
  public static final Duration FLUSH_EVERY = Duration.ofSeconds(10);
  private static final int MOST_PENDING = 500_000;
  private static final Logger LOG = LoggerFactory.getLogger(LastUses.class);

  private final UseLog log;
  private final int mostPending;
  private final Map<String, LastUse> pending = new ConcurrentHashMap<>();
  private final ReentrantLock flushing = new ReentrantLock();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("last-uses").factory());

  public LastUses(UseLog log) {
    this(log, FLUSH_EVERY, MOST_PENDING);
  }

  LastUses(UseLog log, Duration every, int mostPending) {
    this.log = log;
    this.mostPending = mostPending;
    long nanos = every.toNanos();
    var _ = timer.scheduleWithFixedDelay(this::flushQuietly, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /// Two uses within one second are one, so that a busy token costs a look-up and no write.
  public void note(String tokenId, Instant at, @Nullable Address address) {
    LastUse known = pending.get(tokenId);
    if (known == null ? pending.size() >= mostPending : !tellsMore(known, at, address)) {
      return;
    }
    pending.merge(tokenId, new LastUse(at.truncatedTo(ChronoUnit.MILLIS), address), LastUse::later);
  }

  /// The last uses of these tokens, as new as the last `note`. May block for the disk.
  public Map<String, LastUse> of(Set<String> tokenIds) {
    Map<String, LastUse> uses = new HashMap<>(log.read(tokenIds));
    for (String id : tokenIds) {
      LastUse newer = pending.get(id);
      if (newer != null) {
        uses.merge(id, newer, LastUse::later);
      }
    }
    return uses;
  }

  /// Writes down what is pending. Blocks for the disk.
  ///
  /// @throws Fault.Unavailable where that fails; everything stays pending
  public void flush() {
    flushing.lock();
    try {
      Map<String, LastUse> batch = Map.copyOf(pending);
      if (!batch.isEmpty()) {
        log.record(batch);
        batch.forEach(pending::remove); // but what was noted since stays
      }
    } finally {
      flushing.unlock();
    }
  }

  /// Flushes for the last time; a failure is logged.
  @Override
  public void close() {
    timer.close();
    flushQuietly();
  }

  private void flushQuietly() {
    try {
      flush();
    } catch (Fault.Unavailable e) {
      LOG.warn("last uses of tokens are not written down, trying again: {}", e.publicText());
    }
  }

  private static boolean tellsMore(LastUse known, Instant at, @Nullable Address address) {
    boolean later = at.isAfter(known.at().plusSeconds(1));
    boolean elsewhere =
        address != null && !address.equals(known.address()) && at.isAfter(known.at());
    return later || elsewhere;
  }
}
