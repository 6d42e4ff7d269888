package dev.warder.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Beside the writer: makes the disk catch up, then signs what is on it.
///
/// A checkpoint is published only after the records that it signs were forced to the disk, so that
/// losing power never leaves a signature over records that are gone.
final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final long BETWEEN_CHECKPOINTS = TimeUnit.MILLISECONDS.toNanos(800);

  /// What was written so far, and the file that its end stands in.
  record Head(Frontier frontier, Disk.Handle segment) {}

  private final AuditKey key;
  private final Witnesses witnesses;
  private final CheckpointLog log;
  private final Sha256 sha = new Sha256();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("warder-journal-keeper").daemon().factory());
  private final ConcurrentLinkedQueue<Head> ended = new ConcurrentLinkedQueue<>();
  private Runnable often = () -> {};
  private volatile @Nullable Head newest;
  private volatile @Nullable String trouble;
  private long forced = -1;
  private volatile long signed = -1;
  private long signedAt;

  Keeper(Path journal, Disk disk, AuditKey key, Witnesses witnesses) throws IOException {
    this.witnesses = witnesses;
    this.key = key;
    this.log = CheckpointLog.open(journal, disk);
  }

  /// Signs where the journal stands now, so that one without a checkpoint is never left behind.
  ///
  /// @param last the newest checkpoint, which what is there was compared with; null for none
  /// @param often is run along
  void start(Head head, @Nullable Checkpoint last, Duration every, Runnable often)
      throws IOException {
    this.often = often;
    newest = head;
    if (last != null && last.size() == head.frontier().size()) {
      took(last);
    } else {
      sign(head);
    }
    long nanos = Math.min(every.toNanos(), BETWEEN_CHECKPOINTS / 4);
    var _ = thread.scheduleWithFixedDelay(this::tick, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  void written(Head head) {
    newest = head;
  }

  /// `head` ends its segment: it is signed, and the file closed.
  void ended(Head head) {
    ended.add(head);
  }

  /// How many records the published checkpoint signs.
  long signed() {
    return signed;
  }

  /// How many records the copies sign.
  OptionalLong copied() {
    return witnesses.copied();
  }

  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  private void tick() {
    try {
      often.run();
      for (Head end = ended.peek(); end != null; end = ended.peek()) {
        sign(end);
        end.segment().close();
        ended.remove();
      }
      Head head = newest;
      if (head != null && head.frontier().size() > Math.max(forced, signed)) {
        head.segment().force();
        forced = head.frontier().size();
      }
      boolean due = System.nanoTime() - signedAt >= BETWEEN_CHECKPOINTS;
      if (due && head != null && head.frontier().size() > signed) {
        sign(head);
      }
      trouble = null;
    } catch (IOException | RuntimeException e) {
      if (trouble == null) {
        LOG.error("checkpoints cannot be written", e);
      }
      trouble = "checkpoints cannot be written: " + e.getMessage();
    }
  }

  private void sign(Head head) throws IOException {
    if (head.frontier().size() <= signed) {
      return;
    }
    head.segment().force();
    Checkpoint checkpoint =
        Checkpoint.signed(key, head.frontier().size(), head.frontier().root(sha));
    log.append(checkpoint);
    log.publish(checkpoint);
    took(checkpoint);
  }

  private void took(Checkpoint checkpoint) {
    witnesses.published(checkpoint);
    signed = checkpoint.size();
    signedAt = System.nanoTime();
  }

  /// Signs the rest; the writer must have stopped.
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.error("the last checkpoint could not be written: the disk hangs");
        return;
      }
      tick();
      Head head = newest;
      if (head != null) {
        sign(head);
      }
      log.close();
      witnesses.close();
      if (head != null) {
        head.segment().close();
      }
    } catch (IOException e) {
      LOG.error("the journal could not be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
