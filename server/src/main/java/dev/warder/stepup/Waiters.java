package dev.warder.stepup;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Those who wait for a challenge to be answered. Beyond a number, nobody waits: the answer comes
/// at once.
final class Waiters {
  private static final int MOST = 2_000;

  private final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();

  Optional<ProofRequest> await(String id, Duration most, Supplier<Optional<ProofRequest>> look) {
    Optional<ProofRequest> now = look.get();
    if (most.isZero() || now.isEmpty() || now.get().state() != ChallengeState.OPEN) {
      return now;
    }
    try {
      if (waiting.incrementAndGet() <= MOST) {
        CountDownLatch latch = latches.computeIfAbsent(id, each -> new CountDownLatch(1));
        if (look.get().filter(each -> each.state() == ChallengeState.OPEN).isPresent()) {
          var _ = latch.await(most.toMillis(), TimeUnit.MILLISECONDS);
        }
        latches.remove(id, latch);
        latch.countDown(); // whoever waits at the same one looks again, and goes on
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.decrementAndGet();
    }
    return look.get();
  }

  void changed(String id) {
    CountDownLatch latch = latches.remove(id);
    if (latch != null) {
      latch.countDown();
    }
  }
}
