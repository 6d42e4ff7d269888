package dev.warder.audit;

import dev.warder.model.Fault;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What waits for the writer. Bounded by count and bytes; who finds it full is told so at once.
/// Many may add without a lock; one takes.
final class Queue {
  private static final long NAP = TimeUnit.MILLISECONDS.toNanos(100);

  private final ConcurrentLinkedQueue<Waiting> records = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicBoolean idle = new AtomicBoolean();
  private final int most;
  private final long mostBytes;
  private volatile @Nullable Thread taker;
  private volatile boolean closed;

  Queue(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  void takenBy(Thread thread) {
    taker = thread;
  }

  CompletableFuture<Long> add(Waiting waiting) {
    int size = waiting.middle().length();
    int records = count.incrementAndGet();
    long waitingBytes = bytes.addAndGet(size);
    boolean full = records > most || waitingBytes > mostBytes;
    if (full || closed) {
      count.decrementAndGet();
      bytes.addAndGet(-size);
      return CompletableFuture.failedFuture(
          new Fault.Unavailable(
              full ? "too many records wait to be written" : "the journal is closed", null));
    }
    this.records.add(waiting);
    if (idle.get() && idle.compareAndSet(true, false)) {
      LockSupport.unpark(taker);
    }
    return waiting.done();
  }

  @Nullable Waiting poll() {
    Waiting next = records.poll();
    if (next != null) {
      count.decrementAndGet();
      bytes.addAndGet(-next.middle().length());
    }
    return next;
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  /// Waits a little for something to come; for the taker alone.
  void nap() {
    idle.set(true);
    if (records.isEmpty() && !closed) {
      LockSupport.parkNanos(this, NAP);
    }
    idle.set(false);
  }

  void close() {
    closed = true;
    LockSupport.unpark(taker);
  }

  boolean isClosed() {
    return closed;
  }

  int size() {
    return count.get();
  }
}
