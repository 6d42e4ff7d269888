package dev.warder.audit;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// How long work that can wait should rest between its steps: as long as the step took while the
/// machine has time, a hundred times as long while it has none. Decisions come first. For one
/// thread.
final class Leisure {
  private static final double BUSY = 0.8;
  private static final int REST_WHEN_BUSY = 100;
  private static final int REST_OTHERWISE = 1;
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);

  private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
  private long looked = System.nanoTime() - LOOK_AGAIN;
  private boolean busy;
  private long began = System.nanoTime();

  /// That a step begins.
  void begin() {
    began = System.nanoTime();
  }

  /// How long to rest, now that the step is done.
  long rest() {
    long worked = System.nanoTime() - began;
    return Math.min(LONGEST, worked * (isBusy() ? REST_WHEN_BUSY : REST_OTHERWISE));
  }

  /// Rests, and begins the next step.
  void pause() {
    LockSupport.parkNanos(this, rest());
    begin();
  }

  private boolean isBusy() {
    long now = System.nanoTime();
    if (now - looked >= LOOK_AGAIN) {
      looked = now;
      busy = !(load() < BUSY);
    }
    return busy;
  }

  /// Of all processors, since the last look; negative or no number where the system does not say.
  private double load() {
    return system instanceof com.sun.management.OperatingSystemMXBean known
        ? known.getCpuLoad()
        : Double.NaN;
  }
}
