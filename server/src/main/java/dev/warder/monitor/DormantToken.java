package dev.warder.monitor;

import java.util.function.Consumer;

/// Finds a token that comes to life again after a long silence: forgotten ones are what leaks.
final class DormantToken implements Detector {
  private static final int MOST = 200_000;
  private static final long A_DAY = 86_400_000;

  private static final class Use {
    private long last;
    private int calls;
  }

  private final Recent<String, Use> tokens = new Recent<>(MOST, Use::new);
  private final long silence;
  private final int calls;

  DormantToken(Tuning tuning) {
    silence = tuning.days("days");
    calls = tuning.value("calls");
  }

  @Override
  public String name() {
    return DetectorKind.DORMANT_TOKEN.wire();
  }

  @Override
  public void see(Call call, double tolerance, Consumer<Detection> found) {
    if (!call.authenticated()) {
      return;
    }
    Use use = tokens.of(call.tokenId());
    long silent = use.last == 0 ? 0 : call.millis() - use.last;
    if (silent >= silence * tolerance && use.calls >= calls) {
      found.accept(
          call.detection(
              name(),
              call.isFromNewSource() ? Severity.HIGH : Severity.INFO,
              "in use again after "
                  + silent / A_DAY
                  + " days of silence"
                  + (call.isFromNewSource() ? ", and from a source that was never seen" : "")));
    }
    use.last = Math.max(use.last, call.millis());
    use.calls++;
  }
}
