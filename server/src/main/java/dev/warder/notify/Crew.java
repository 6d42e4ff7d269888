package dev.warder.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Threads that carry something to others, one for each of these, and that end together.
public final class Crew implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final List<Thread> threads = new ArrayList<>();

  /// @param work ends where its thread is interrupted
  public void start(String name, Runnable work) {
    threads.add(Thread.ofPlatform().daemon().name(name).start(work));
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        if (!thread.join(LONGEST_STOP)) {
          LOG.warn("{} does not stop: what it was sending is sent again", thread.getName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
