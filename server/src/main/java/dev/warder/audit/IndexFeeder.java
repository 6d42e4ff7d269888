package dev.warder.audit;

import dev.warder.model.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Feeds the search index behind the journal, on a thread of its own.
///
/// What waits to be added waits in the journal, so nothing queues up in memory, and after a crash
/// it goes on where the index ends. It rests long where the machine is busy: decisions come first.
/// What keeps it from its work is tried again, and keeps nobody else from theirs: searches then
/// read the journal.
public final class IndexFeeder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexFeeder.class);
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_REBUILDS = Duration.ofHours(1);

  private final JournalReader reader;
  private final Indexing indexing;
  private final RecordIndex index;
  private final ReentrantLock turn = new ReentrantLock();
  private final Thread thread;
  private long dropped; // guarded by turn
  private volatile boolean closed;
  private volatile boolean doubted;
  private volatile @Nullable String trouble;
  private long rebuilt = System.nanoTime() - BETWEEN_REBUILDS.toNanos();

  /// @param reader for this alone; it is closed with this
  public IndexFeeder(JournalReader reader, RecordIndex index) {
    this.reader = reader;
    this.indexing = new Indexing(reader, index);
    this.index = index;
    this.thread = Thread.ofPlatform().daemon().name("warder-search-index").start(this::run);
  }

  private void run() {
    Leisure leisure = new Leisure();
    while (!closed) {
      leisure.begin();
      Duration rest;
      try {
        int added = step();
        trouble = null;
        rest = added == 0 ? IDLE : Duration.ofNanos(leisure.rest());
      } catch (IOException | RuntimeException e) {
        report(e);
        rest = AFTER_FAILURE;
      }
      if (!closed) {
        LockSupport.parkNanos(this, rest.toNanos());
      }
    }
  }

  private int step() throws IOException {
    turn.lock();
    try {
      if (doubted) {
        doubted = false;
        long now = System.nanoTime();
        if (now - rebuilt >= BETWEEN_REBUILDS.toNanos()) {
          rebuilt = now;
          LOG.warn("the search index contradicts the journal: it is made anew");
          index.drop(Long.MAX_VALUE);
        }
      }
      long first = reader.first();
      if (first > dropped) {
        indexing.dropBelow(first);
        dropped = first;
      }
      return indexing.step();
    } finally {
      turn.unlock();
    }
  }

  private void report(Exception e) {
    String text = e instanceof Fault fault ? fault.publicText() : String.valueOf(e.getMessage());
    if (trouble == null) {
      LOG.warn("the search index cannot follow the journal; it tries again: {}", text);
    }
    trouble = text;
  }

  /// That a row was found that does not fit its record. The index is made anew, at most hourly.
  public void doubt() {
    doubted = true;
    LockSupport.unpark(thread);
  }

  /// Makes the index forget what a key sealed. Call it when the journal's reader cannot read that
  /// any more. Blocks until it is done.
  public void forget(String keyId) throws IOException {
    turn.lock();
    try {
      indexing.forget(keyId);
    } finally {
      turn.unlock();
    }
  }

  /// How many records the index does not know yet; -1 where that cannot be said.
  public long lag() {
    try {
      return indexing.lag();
    } catch (IOException | Fault e) {
      return -1;
    }
  }

  /// Why the index does not follow.
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      if (thread.join(AFTER_FAILURE)) {
        reader.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("the search index's reader did not close in order", e);
    }
  }
}
