package dev.warder.monitor;

import dev.warder.model.Outcome;
import java.util.function.Consumer;

/// Looks for one kind of misuse over many calls. For one thread, in the order of the journal.
///
/// Time is the time of the calls, so that recorded traffic is watched like live traffic. What is
/// remembered is bounded.
interface Detector {
  /// The field's term for what it finds, and its key under `monitor.detectors`.
  String name();

  /// @param tolerance 1 as a rule; above, by so much the thresholds rise for this principal
  void see(Call call, double tolerance, Consumer<Detection> found);

  /// @param call that the outcome is of
  default void saw(Outcome outcome, Passed call, double tolerance, Consumer<Detection> found) {}
}
