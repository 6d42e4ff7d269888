package dev.warder.app;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does one thing again and again, on a thread of its own.
final class Ticker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

  private final ScheduledExecutorService timer;

  Ticker(String name, Duration every, Runnable task) {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("warder-" + name).factory());
    var _ =
        timer.scheduleWithFixedDelay(
            () -> attempt(name, task), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void attempt(String name, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("{} failed; the next round tries again", name, e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
