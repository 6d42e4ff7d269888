package dev.warder.audit;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One place outside of the data folder that gets the newest checkpoint, on a thread of its own.
///
/// Nothing waits for it. What could not be copied is tried again at the next round, and only the
/// newest is kept for that: it signs all that the ones before it signed.
final class Witness implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Witness.class);
  private static final long LAST_MILLIS = 3_000;

  /// Takes a copy; blocks for a bounded time.
  interface Place {
    void put(Checkpoint checkpoint) throws IOException, InterruptedException;
  }

  private final String name;
  private final Place place;
  private final AtomicReference<@Nullable Checkpoint> newest = new AtomicReference<>();
  private final ScheduledExecutorService thread;
  private volatile long copied = -1;
  private volatile @Nullable String trouble;

  Witness(String name, Place place) {
    this.name = name;
    this.place = place;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("warder-checkpoint-" + name).daemon().factory());
  }

  void start(long everyMillis) {
    var _ = thread.scheduleWithFixedDelay(this::round, 0, everyMillis, TimeUnit.MILLISECONDS);
  }

  void published(Checkpoint checkpoint) {
    newest.set(checkpoint);
  }

  String name() {
    return name;
  }

  /// How many records the last copied checkpoint signs; -1 before the first.
  long copied() {
    return copied;
  }

  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  void round() {
    Checkpoint checkpoint = newest.get();
    if (checkpoint == null || checkpoint.size() == copied) {
      return;
    }
    try {
      place.put(checkpoint);
      copied = checkpoint.size();
      trouble = null;
    } catch (IOException | RuntimeException e) {
      if (trouble == null) {
        LOG.error("checkpoints cannot be copied to the configured {}", name, e);
      }
      trouble = "checkpoints cannot be copied to the configured " + name + ": " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Copies the last one, if that does not take long.
  @Override
  public void close() {
    thread.execute(this::round);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_MILLIS, TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
