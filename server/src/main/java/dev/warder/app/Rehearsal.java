package dev.warder.app;

import java.io.IOException;

/// Calls through a service's own doors, so that its next start finds what any other finds: tokens,
/// profiles, and decisions in its journal.
public final class Rehearsal {
  private static final int CALLS = 100;

  private Rehearsal() {}

  /// Leaves a token and records behind: only for a service in a folder that goes away.
  public static void call(Service service) throws IOException {
    try (WarmupCall caller = new WarmupCall(service.port(), Drill.key(service.wiring().tokens))) {
      int allowed = 0;
      for (int call = 0; call < CALLS; call++) {
        allowed += caller.send(call) ? 1 : 0;
      }
      if (allowed < CALLS / 2) {
        throw new IllegalStateException("only " + allowed + " calls were allowed");
      }
    }
  }
}
