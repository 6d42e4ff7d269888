package dev.warder.replay.evaluate;

import dev.warder.policy.AppliedPolicies;
import dev.warder.policy.PolicyStore;
import java.util.List;
import java.util.Optional;

/// A store in which nothing was ever applied: the default policy is in force.
final class NoPolicies implements PolicyStore {
  @Override
  public AppliedPolicies append(AppliedPolicies applied) {
    throw new UnsupportedOperationException("nothing is applied in an evaluation");
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
