package dev.warder.monitor;

import java.util.List;
import java.util.function.Consumer;

/// Advises to take scopes away from tokens that do not use them. Once a token.
final class UnusedPrivilege implements Detector {
  private final Privileges privileges;
  private final long span;
  private final int calls;

  /// @param privileges shared with others; whoever shares it notes the calls
  UnusedPrivilege(Tuning tuning, Privileges privileges) {
    this.privileges = privileges;
    span = tuning.days("days");
    calls = tuning.value("calls");
  }

  @Override
  public String name() {
    return DetectorKind.UNUSED_PRIVILEGE.wire();
  }

  @Override
  public void see(Call call, double tolerance, Consumer<Detection> found) {
    if (!call.passed() || call.token() == null) {
      return;
    }
    Privileges.Use use = privileges.of(call);
    if (!use.told
        && use.isHabit(call.millis(), (long) (span * tolerance), (int) (calls * tolerance))) {
      use.told = true;
      List<String> unused = use.unused(call.token().scopes());
      if (!unused.isEmpty()) {
        found.accept(
            call.detection(
                name(),
                Severity.INFO,
                "these scopes were not used and could be taken away: " + String.join(" ", unused)));
      }
    }
  }
}
