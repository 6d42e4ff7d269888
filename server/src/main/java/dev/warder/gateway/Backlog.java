package dev.warder.gateway;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// How far each event loop is behind, and which share of its calls it should turn away for that.
///
/// Calls that wait in sockets are seen by nobody; but a loop that has more to do than it can do
/// comes late to its own appointments. Asked on event loops alone, each about itself.
final class Backlog {
  private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(10);

  private final long tolerated;
  private final FastThreadLocal<Lateness> loops = new FastThreadLocal<>();

  /// @param tolerated a loop may be late by this much for as long as it likes
  Backlog(Duration tolerated) {
    this.tolerated = tolerated.toNanos();
  }

  /// Whether this call is one of those to turn away.
  ///
  /// @param loop that this runs on
  boolean sheds(EventLoop loop) {
    Lateness lateness = loops.get();
    if (lateness == null) {
      lateness = new Lateness(tolerated, System.nanoTime() + BEAT);
      loops.set(lateness);
      beat(loop, lateness);
    }
    if (!lateness.isLong()) {
      return false;
    }
    double share = lateness.share(System.nanoTime());
    return share > 0 && ThreadLocalRandom.current().nextDouble() < share;
  }

  private static void beat(EventLoop loop, Lateness lateness) {
    var _ =
        loop.schedule(
            () -> {
              long now = System.nanoTime();
              lateness.came(now, now + BEAT);
              if (!loop.isShuttingDown()) {
                beat(loop, lateness);
              }
            },
            BEAT,
            TimeUnit.NANOSECONDS);
  }

  /// When one loop should have come, when it came, and since when it is late. For one thread.
  static final class Lateness {
    /// A pause of the collector is none of ours.
    private static final long LASTING = TimeUnit.MILLISECONDS.toNanos(250);

    private static final double MOST = 0.95;

    private final long tolerated;
    private long due;
    private long late;
    private boolean lasts;
    private long since;
    private boolean begun;

    Lateness(long tolerated, long due) {
      this.tolerated = tolerated;
      this.due = due;
    }

    /// @param next when it should come again
    void came(long now, long next) {
      late = now - due;
      due = next;
      if (late > tolerated && !begun) {
        begun = true;
        since = now;
      } else if (late < tolerated / 4) {
        begun = false;
      }
      lasts = begun && now - since >= LASTING;
    }

    boolean isLong() {
      return lasts;
    }

    /// Of the calls that come now, how many to turn away.
    double share(long now) {
      if (!lasts) {
        return 0;
      }
      double behind = Math.max(late, now - due);
      return Math.clamp((behind - tolerated / 4.0) / (1.5 * tolerated), 0, MOST);
    }
  }
}
