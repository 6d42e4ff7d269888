package dev.warder.monitor;

import dev.warder.model.Decision;
import dev.warder.model.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in decisions and outcomes without ever making anybody wait, and shows them to the
/// detectors on a thread of its own.
///
/// When more comes than can be looked at, the newest is passed over and counted: a gap in what is
/// watched is told (`lost`), a decision is never held up for it.
public final class Monitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
  private static final int MOST_WAITING = 16_384;
  private static final int AT_ONCE = 512;
  private static final long NAP_MILLIS = 200;

  /// Between two looks, so that whoever brings something need not wake this thread each time.
  private static final long PAUSE_MILLIS = 5;

  private sealed interface Sight {
    record Decided(Decision decision) implements Sight {}

    record Observed(List<Outcome> outcomes) implements Sight {}

    record Barrier(Thread waiting, AtomicLong passed) implements Sight {}

    /// How many places it takes.
    default int places() {
      return this instanceof Observed(List<Outcome> outcomes) ? outcomes.size() : 1;
    }
  }

  private final BlockingQueue<Sight> queue = new ArrayBlockingQueue<>(MOST_WAITING);

  /// Calls and outcomes in the queue: several outcomes come together.
  private final AtomicInteger taken = new AtomicInteger();

  private final Incidents incidents;
  private final Detectors detectors;
  private final LongAdder lost = new LongAdder();
  private final LongAdder unmatched = new LongAdder();
  private final LongAdder seen = new LongAdder();
  private final Map<DetectorKind, LongAdder> detections = new EnumMap<>(DetectorKind.class);
  private final PassedCalls calls = new PassedCalls();
  private final Thread thread;
  private long told; // of those lost, by the thread
  private long toldAt = System.nanoTime() - TimeUnit.MINUTES.toNanos(1);
  private volatile boolean closed;

  /// With the list of tactics that comes with the program.
  public Monitor(List<Tuning> tunings, Incidents incidents) {
    this(tunings, Tactics.bundled(), incidents);
  }

  public Monitor(List<Tuning> tunings, Tactics tactics, Incidents incidents) {
    this.incidents = incidents;
    for (DetectorKind kind : DetectorKind.values()) {
      detections.put(kind, new LongAdder());
    }
    detectors = new Detectors(tunings, tactics, incidents::tolerance, this::found);
    thread = Thread.ofPlatform().name("warder-monitor").daemon().start(this::run);
  }

  /// Never blocks.
  public void decided(Decision decision) {
    offer(new Sight.Decided(decision));
  }

  /// Never blocks.
  public void observed(List<Outcome> outcomes) {
    offer(new Sight.Observed(List.copyOf(outcomes)));
  }

  private void offer(Sight sight) {
    int places = sight.places();
    if (taken.addAndGet(places) > MOST_WAITING || !queue.offer(sight)) {
      taken.addAndGet(-places);
      lost.add(places);
    }
  }

  /// Waits until what came before was looked at. For whoever shuts down, or plays a recording.
  ///
  /// @return false where that took too long
  public boolean awaitSeen(long time, TimeUnit unit) throws InterruptedException {
    AtomicLong passed = new AtomicLong();
    long until = System.nanoTime() + unit.toNanos(time);
    taken.incrementAndGet();
    if (!queue.offer(new Sight.Barrier(Thread.currentThread(), passed), time, unit)) {
      taken.decrementAndGet();
      return false;
    }
    while (passed.get() == 0 && System.nanoTime() < until) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return passed.get() != 0;
  }

  private void run() {
    List<Sight> batch = new ArrayList<>(AT_ONCE);
    while (!closed || !queue.isEmpty()) {
      try {
        Sight first = queue.poll(NAP_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, AT_ONCE - 1);
          batch.forEach(this::look);
          boolean more = batch.size() == AT_ONCE;
          batch.clear();
          sayWhatWasLost();
          if (!more && !closed) {
            Thread.sleep(PAUSE_MILLIS);
          }
        }
      } catch (InterruptedException e) {
        closed = true;
      }
    }
  }

  /// At most once a minute.
  private void sayWhatWasLost() {
    long now = System.nanoTime();
    long all = lost.sum();
    if (all > told && now - toldAt > TimeUnit.MINUTES.toNanos(1)) {
      LOG.warn("{} calls and outcomes were not watched because too many came", all - told);
      told = all;
      toldAt = now;
    }
  }

  private void look(Sight sight) {
    switch (sight) {
      case Sight.Decided(Decision decision) -> carefully(() -> look(decision));
      case Sight.Observed(List<Outcome> outcomes) ->
          outcomes.forEach(outcome -> carefully(() -> look(outcome)));
      case Sight.Barrier(Thread waiting, AtomicLong passed) -> {
        passed.set(1);
        LockSupport.unpark(waiting);
      }
    }
    taken.addAndGet(-sight.places());
  }

  private static void carefully(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      LOG.warn("a call could not be looked at", e);
    }
  }

  private void look(Outcome outcome) {
    Passed call = calls.find(outcome.decisionId());
    if (call == null) {
      unmatched.increment();
    } else {
      detectors.saw(outcome, call);
    }
  }

  private void look(Decision decision) {
    Call call = Call.of(decision);
    seen.increment();
    if (call.passed()) {
      calls.add(call);
    }
    detectors.see(call);
  }

  private void found(Tuning tuning, Detection detection) {
    LongAdder count = detections.get(tuning.kind());
    if (count != null) {
      count.increment();
    }
    if (!tuning.shadow()) {
      incidents.add(detection);
    }
  }

  public int waiting() {
    return taken.get();
  }

  /// Decisions and outcomes that were passed over because too many came.
  public long lost() {
    return lost.sum();
  }

  /// Outcomes of calls that are not remembered any more.
  public long unmatched() {
    return unmatched.sum();
  }

  public long seen() {
    return seen.sum();
  }

  public long detections(DetectorKind kind) {
    LongAdder count = detections.get(kind);
    return count == null ? 0 : count.sum();
  }

  /// Looks at what still waits.
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
