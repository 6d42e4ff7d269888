package dev.warder.decide;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Fails what is still open when its time is up.
///
/// All deadlines lie equally far ahead, so that a queue keeps them in order and one look at its
/// head every few milliseconds does: no timer is set for a call.
final class Watch implements AutoCloseable {
  private static final long TICK_MILLIS = 5;

  private record Waiting(CompletableFuture<?> answer, long until) {}

  private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final long nanos;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("warder-deadline").factory());

  Watch(Duration deadline) {
    this.nanos = deadline.toNanos();
    var _ =
        ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// @param since `System.nanoTime()` when the call came in
  void over(CompletableFuture<?> answer, long since) {
    waiting.add(new Waiting(answer, since + nanos));
  }

  private void tick() {
    long now = System.nanoTime();
    Waiting head = waiting.peek();
    while (head != null && (head.answer.isDone() || now - head.until > 0)) {
      waiting.poll();
      if (!head.answer.isDone()) {
        head.answer.completeExceptionally(new TimeoutException("past the deadline"));
      }
      head = waiting.peek();
    }
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
