package dev.warder.monitor;

import java.util.List;
import java.util.function.Consumer;

/// Finds an old token that begins to use a scope it always had and never needed.
final class PrivilegeCreep implements Detector {
  private final Privileges privileges;
  private final long span;
  private final int calls;

  /// @param privileges shared with others; whoever shares it notes the calls
  PrivilegeCreep(Tuning tuning, Privileges privileges) {
    this.privileges = privileges;
    span = tuning.days("days");
    calls = tuning.value("calls");
  }

  @Override
  public String name() {
    return DetectorKind.PRIVILEGE_CREEP.wire();
  }

  @Override
  public void see(Call call, double tolerance, Consumer<Detection> found) {
    var route = call.decision().route();
    if (!call.passed() || route == null) {
      return;
    }
    Privileges.Use use = privileges.of(call);
    List<String> fresh = use.fresh(route.scopes());
    if (!fresh.isEmpty()
        && use.isHabit(call.millis(), (long) (span * tolerance), (int) (calls * tolerance))) {
      found.accept(
          call.detection(
              name(),
              call.isSensitive() || call.isFromNewSource() ? Severity.MEDIUM : Severity.LOW,
              "first use of " + String.join(" ", fresh) + " by a token in use for long"));
    }
  }
}
