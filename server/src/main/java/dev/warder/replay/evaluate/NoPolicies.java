package dev.warder.replay.evaluate;

import dev.warder.policy.AppliedPolicies;
import dev.warder.policy.PolicyStore;
import java.util.List;
import java.util.Optional;

/// A store that keeps nothing: the default policy is in force, and an evaluation leaves no trace.
final class NoPolicies implements PolicyStore {
  @Override
  public AppliedPolicies append(AppliedPolicies applied) {
    return applied.withNumber(1);
  }

  @Override
  public Optional<AppliedPolicies> newest() {
    return Optional.empty();
  }

  @Override
  public Optional<AppliedPolicies> find(String revision) {
    return Optional.empty();
  }

  @Override
  public List<AppliedPolicies> list(long before, int limit) {
    return List.of();
  }
}
