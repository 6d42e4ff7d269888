package dev.warder.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ctrl-C and SIGTERM: closes what runs, then lets the process end with exit code 0.
final class StopSignal {
  private final AtomicBoolean received = new AtomicBoolean();
  private final Thread hook;

  private StopSignal(AutoCloseable running, Terminal terminal) {
    this.hook =
        Thread.ofPlatform()
            .name("warder-stop")
            .unstarted(() -> {
              received.set(true);
              boolean closed = close(running, terminal);
              terminal.out().flush();
              terminal.err().flush();
              // Ending when told to is what was asked for: not the 130 or 143 of a killed process.
              Runtime.getRuntime().halt(closed ? Exit.DONE : Exit.WRONG_ENVIRONMENT);
            });
  }

  /// From now on the signal closes `running`.
  static StopSignal closes(AutoCloseable running, Terminal terminal) {
    StopSignal signal = new StopSignal(running, terminal);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  private static boolean close(AutoCloseable running, Terminal terminal) {
    try {
      running.close();
      return true;
    } catch (Exception e) {
      terminal.err().println("warder: " + Failures.explain(e).text());
      return false;
    }
  }

  /// What fails while everything is being closed is of no interest.
  boolean isReceived() {
    return received.get();
  }

  /// Takes the closing back: the caller does it.
  void withdraw() {
    if (!isReceived()) {
      try {
        var _ = Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        await();
      }
    }
  }

  /// Waits for the signal, and never returns.
  void await() {
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
