package dev.warder.audit;

import dev.warder.model.Fault;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What waits for the writer. Bounded by count and bytes; who finds it full is told so at once.
/// Many may add without a lock; one takes.
final class Queue {
  private static final long NAP = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int BYTE_BITS = 40;
  private static final long BYTES = (1L << BYTE_BITS) - 1;

  private final ConcurrentLinkedQueue<Waiting> records = new ConcurrentLinkedQueue<>();

  /// Records in the upper bits, their bytes in the lower: one count for each record, not two.
  private final AtomicLong load = new AtomicLong();

  private final AtomicBoolean idle = new AtomicBoolean();
  private final Runnable wake = this::wake;
  private volatile Executor waker = Runnable::run;
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
    long weight = weight(waiting);
    long all = load.addAndGet(weight);
    boolean full = all >>> BYTE_BITS > most || (all & BYTES) > mostBytes;
    if (full || closed) {
      load.addAndGet(-weight);
      return refused(full ? "too many records wait to be written" : "the journal is closed");
    }
    records.add(waiting);
    if (closed && records.remove(waiting)) {
      // It came while the queue closed, and the taker may be gone.
      load.addAndGet(-weight);
      return refused("the journal is closed");
    }
    if (idle.get()) {
      waker.execute(wake);
    }
    return waiting.done();
  }

  /// @param by wakes the taker for the thread that it is called on, soon
  void wokenBy(Executor by) {
    waker = by;
  }

  private void wake() {
    if (idle.get() && idle.compareAndSet(true, false)) {
      LockSupport.unpark(taker);
    }
  }

  private static CompletableFuture<Long> refused(String why) {
    return CompletableFuture.failedFuture(new Fault.Unavailable(why, null));
  }

  /// For the taker alone: what it has to say itself is kept, also when others are turned away.
  void addOwn(Waiting waiting) {
    load.addAndGet(weight(waiting));
    records.add(waiting);
  }

  @Nullable Waiting poll() {
    Waiting next = records.poll();
    if (next != null) {
      load.addAndGet(-weight(next));
    }
    return next;
  }

  private static long weight(Waiting waiting) {
    return (1L << BYTE_BITS) | waiting.middle().length();
  }

  /// Waits a little for something to come; for the taker alone.
  ///
  /// It sleeps at once. To give way first, so that nobody has to wake it, was tried: it gains
  /// nothing, and on a busy machine whoever is given way to keeps the processor for milliseconds.
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

  /// Whether nothing is there and nothing will come. Looks in this order: what is added after the
  /// second look was added to a closed queue, and is taken out again by who added it.
  boolean isDrained() {
    return closed && records.isEmpty();
  }

  int size() {
    return (int) (load.get() >>> BYTE_BITS);
  }
}
