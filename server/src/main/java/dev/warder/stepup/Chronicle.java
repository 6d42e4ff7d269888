package dev.warder.stepup;

import java.util.Map;

/// Where it is written down what becomes of challenges and of the means to meet them.
public interface Chronicle {
  /// Returns when the record is durable; only then may be done what it tells of.
  ///
  /// @param actor who did it: a principal, or `system`
  /// @throws dev.warder.model.Fault.Unavailable where it cannot be written
  void ahead(String kind, String actor, String subject, Map<String, Object> details);

  /// Writes a record that nobody waits for.
  void later(String kind, String actor, String subject, Map<String, Object> details);
}
