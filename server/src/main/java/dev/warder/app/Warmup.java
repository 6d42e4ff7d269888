package dev.warder.app;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the first calls fast enough, and then the next: sends calls through a `Drill`, so that
/// everything is loaded and the code is compiled, and nothing real is touched.
///
/// The service is ready when some calls in a row took so little that many at once stay within the
/// deadline, or after a short time whatever they took. From then on the warm-up goes on beside real
/// calls, one call at a time and resting longer than it works, until the rest is compiled too.
final class Warmup {
  private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);

  /// How many quick calls in a row show that nothing is loaded for the first time any more.
  private static final int IN_A_ROW = 10;

  private static final long QUICK = Duration.ofMillis(5).toNanos();
  private static final long LONGEST = Duration.ofMillis(150).toNanos();

  private static final int CALLS = 12_000;
  private static final long LONGEST_BESIDE = Duration.ofSeconds(30).toNanos();
  private static final int REST = 3; // times as long as a call took

  private final Wiring real;
  private final Runnable ready;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile boolean hurried;

  private Warmup(Wiring real, Runnable ready) {
    this.real = real;
    this.ready = ready;
    this.thread = Thread.ofPlatform().daemon().name("warder-warm-up").unstarted(this::run);
  }

  /// @param ready is run when calls should be sent
  static Warmup begin(Wiring real, Runnable ready) {
    Warmup warmup = new Warmup(real, ready);
    warmup.thread.start();
    return warmup;
  }

  /// Blocks until it is over, and lets it rest no more.
  void await() throws InterruptedException {
    hurried = true;
    thread.join();
  }

  /// Ends it early, and waits until it has let go of what it used.
  void stop() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What goes wrong only makes the first calls slower.
  private void run() {
    try (Scratch folder = Scratch.make("warder-warm-up");
        Drill drill = Drill.open(real, folder.folder());
        WarmupCall caller = new WarmupCall(drill.port(), drill.key())) {
      int sent = first(caller);
      ready.run();
      beside(caller, sent);
    } catch (IOException | RuntimeException e) {
      LOG.warn("warming up failed; the first calls will be slower", e);
    } finally {
      ready.run();
    }
  }

  private int first(WarmupCall caller) throws IOException {
    long began = System.nanoTime();
    int quick = 0;
    int sent = 0;
    for (long now = began; quick < IN_A_ROW && now - began < LONGEST && !stopped; sent++) {
      caller.send(sent);
      long then = System.nanoTime();
      quick = then - now <= QUICK ? quick + 1 : 0;
      now = then;
    }
    return sent;
  }

  private void beside(WarmupCall caller, int from) throws IOException {
    long began = System.nanoTime();
    long now = began;
    for (int call = from; call < CALLS && now - began < LONGEST_BESIDE && !stopped; call++) {
      caller.send(call);
      if (!hurried) {
        LockSupport.parkNanos(this, REST * (System.nanoTime() - now));
      }
      now = System.nanoTime();
    }
  }
}
