package dev.warder.policy;

import java.util.List;

/// The outcome of applying a set of policies.
public sealed interface Application {
  /// In force from now on.
  record Applied(AppliedPolicies policies, List<String> warnings) implements Application {
    public Applied {
      warnings = List.copyOf(warnings);
    }
  }

  /// Something is wrong with it, or one of its tests fails; what was in force still is.
  record Refused(TestReport report) implements Application {}
}
