package dev.warder.app.cli;

import java.io.PrintStream;
import java.util.Locale;

/// A bar that grows while somebody waits. Shown to people only, and never on standard output.
final class Progress {
  private static final int WIDTH = 30;

  private final PrintStream out;
  private final long of;
  private boolean shown;

  private Progress(PrintStream out, long of) {
    this.out = out;
    this.of = of;
  }

  /// @param of how much there is to do; 0 shows nothing
  static Progress of(Terminal terminal, long of) {
    return new Progress(terminal.err(), terminal.interactive() ? of : 0);
  }

  void at(long done) {
    if (of <= 0) {
      return;
    }
    shown = true;
    int filled = (int) Math.min(WIDTH, WIDTH * done / of);
    String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
    out.print(String.format(Locale.ROOT, "\r[%s] %,d of %,d", bar, Math.min(done, of), of));
    out.flush();
  }

  /// Makes room for what is printed next.
  void end() {
    if (shown) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
