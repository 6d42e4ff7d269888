package dev.warder.audit;

import dev.warder.model.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes: takes what waits, chains and hashes it, writes it at once, completes
/// the futures in order.
///
/// When a write fails, all that waits fails, and so does all that comes, until a record of the
/// interruption could be written where the last good line ends.
final class JournalWriter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
  private static final long HANGING = TimeUnit.SECONDS.toNanos(1);
  private static final long FIRST_RETRY = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LAST_RETRY = TimeUnit.SECONDS.toNanos(1);

  /// Makes the record of an interruption.
  @FunctionalInterface
  interface Narrator {
    Waiting tell(String kind, Map<String, Object> details);
  }

  private final Path journal;
  private final Disk disk;
  private final Queue queue;
  private final Keeper keeper;
  private final Narrator narrator;
  private final Seals seals;
  private final boolean flush;
  private final long segmentBytes;
  private final Batch batch = new Batch();
  private final AtomicLong refused = new AtomicLong();
  private final Frontier frontier;
  private final IndexWriter index;
  private byte[] prev;
  private Segment segment;
  private Disk.Handle file;
  private long bytes;
  private long time;
  private volatile Runnable afterEach = () -> {};

  private volatile @Nullable String trouble;
  private volatile long busySince;

  JournalWriter(
      JournalSettings settings,
      Disk disk,
      Queue queue,
      Keeper keeper,
      Narrator narrator,
      Seals seals,
      Recovery.State state)
      throws IOException {
    this.journal = settings.journal();
    this.disk = disk;
    this.queue = queue;
    this.keeper = keeper;
    this.narrator = narrator;
    this.seals = seals;
    this.flush = settings.durability() == Durability.DISK;
    this.segmentBytes = settings.segmentBytes();
    this.frontier = state.frontier();
    this.prev = state.prev();
    this.segment = state.segment();
    this.bytes = state.bytes();
    this.time = state.lastTime();
    this.file = disk.open(segment.file());
    this.index = new IndexWriter(disk, segment, frontier.size() - segment.first());
  }

  Keeper.Head head() {
    return new Keeper.Head(frontier.copy(), file);
  }

  /// Why nothing can be written just now.
  Optional<String> trouble() {
    long since = busySince;
    if (since != 0 && System.nanoTime() - since > HANGING) {
      return Optional.of("a write to the journal hangs");
    }
    return Optional.ofNullable(trouble);
  }

  /// @param told after each round of answers, on the writer's thread
  void afterEach(Runnable told) {
    afterEach = told;
  }

  void refusedOne() {
    refused.incrementAndGet();
  }

  @Override
  public void run() {
    while (true) {
      Waiting next = queue.poll();
      if (next != null) {
        write(next);
      } else if (queue.isDrained()) {
        break;
      } else {
        queue.nap();
      }
    }
    index.close();
  }

  private void write(Waiting first) {
    batch.begin(frontier.size(), prev, 0, time);
    busySince = System.nanoTime() | 1;
    try {
      roll();
      batch.begin(frontier.size(), prev, bytes, time);
      for (Waiting next = first; next != null; next = batch.isFull() ? null : queue.poll()) {
        batch.add(next);
      }
      commit();
    } catch (IOException | RuntimeException e) {
      busySince = 0;
      interrupted(first, e);
    }
    busySince = 0;
  }

  private void roll() throws IOException {
    if (bytes < segmentBytes) {
      return;
    }
    Segment next = Segment.in(journal, frontier.size());
    Disk.Handle fresh = disk.open(next.file());
    if (flush) {
      forceName(next, fresh);
    }
    keeper.ended(head());
    segment = next;
    file = fresh;
    bytes = 0;
    index.roll(segment);
  }

  /// A segment of which it is not certain that it has its name must not stay behind: what follows
  /// goes on in the one before.
  private void forceName(Segment next, Disk.Handle fresh) throws IOException {
    try {
      disk.forceFolder(journal);
    } catch (IOException e) {
      fresh.close();
      Files.deleteIfExists(next.file());
      throw e;
    }
  }

  private void commit() throws IOException {
    seals.persist(flush);
    Disk.writeAll(file, batch.lines(), bytes);
    if (flush) {
      file.force();
    }
    long seq = frontier.size();
    bytes += batch.length();
    prev = batch.prev();
    time = batch.time();
    busySince = 0;
    try {
      answer(seq);
    } finally {
      busySince = System.nanoTime() | 1;
      batch.addTo(frontier);
      keeper.written(head());
      index.write(batch.entries());
    }
  }

  /// Tells everybody, and the journal itself of those who no longer listened.
  private void answer(long first) {
    List<Long> unanswered = new ArrayList<>();
    long seq = first;
    for (Waiting each : batch.waiting()) {
      if (!each.written(seq)) {
        unanswered.add(seq);
      }
      seq++;
    }
    afterEach.run();
    if (!unanswered.isEmpty()) {
      queue.addOwn(narrator.tell("journal.unanswered", Map.of("records", unanswered)));
    }
  }

  private void interrupted(Waiting first, Exception cause) {
    String reason = String.valueOf(cause.getMessage());
    trouble = "the journal cannot be written: " + reason;
    LOG.error(
        "the journal cannot be written; everything is denied until it can: {}",
        reason,
        cause instanceof IOException ? null : cause);
    first.done().completeExceptionally(fault());
    failAll(batch.waiting());
    long delay = FIRST_RETRY;
    while (!resume(reason)) {
      failQueued();
      if (queue.isClosed()) {
        return;
      }
      LockSupport.parkNanos(delay);
      delay = Math.min(delay * 2, LAST_RETRY);
    }
    trouble = null;
    LOG.info("the journal can be written again");
  }

  private boolean resume(String reason) {
    failQueued();
    busySince = System.nanoTime() | 1;
    try {
      file.truncate(bytes);
      batch.begin(frontier.size(), prev, bytes, time);
      Map<String, Object> details = Map.of("reason", reason, "refused", refused.get());
      batch.add(narrator.tell("journal.interrupted", details));
      commit();
      refused.set(0);
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    } finally {
      busySince = 0;
    }
  }

  private void failQueued() {
    for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
      refusedOne();
      next.done().completeExceptionally(fault());
    }
    afterEach.run();
  }

  private void failAll(List<Waiting> waiting) {
    for (Waiting each : waiting) {
      refusedOne();
      each.done().completeExceptionally(fault());
    }
    afterEach.run();
  }

  private Fault fault() {
    return new Fault.Unavailable("the journal cannot be written", null);
  }
}
