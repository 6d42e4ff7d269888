package dev.warder.policy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A situation, and what the file's author expects of it.
sealed interface TestCase {
  String name();

  Position at();

  /// All rules that must match and no other, or absent where that is left open.
  @Nullable List<String> rules();

  /// A call that is judged.
  ///
  /// @param given variables that differ from the neutral situation
  /// @param verdict on the wire: `allow`, `restrict`, `throttle`, `step_up` or `deny`
  record OfCall(
      String name,
      Position at,
      Map<String, Object> given,
      String verdict,
      @Nullable List<String> rules)
      implements TestCase {}

  /// An incident that is reacted to.
  ///
  /// @param reactions all that must be wanted, as `then` names them, or absent where that is left
  ///   open
  record OfIncident(
      String name,
      Position at,
      IncidentFacts incident,
      @Nullable List<String> reactions,
      @Nullable List<String> rules)
      implements TestCase {}
}
