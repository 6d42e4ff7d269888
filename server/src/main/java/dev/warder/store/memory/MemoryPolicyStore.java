package dev.warder.store.memory;

import dev.warder.policy.AppliedPolicies;
import dev.warder.policy.PolicyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Policies in the heap, gone with the process: for demonstrations and tests.
public final class MemoryPolicyStore implements PolicyStore {
  private final List<AppliedPolicies> all = new ArrayList<>();

  @Override
  public synchronized AppliedPolicies append(AppliedPolicies applied) {
    AppliedPolicies stored = applied.withNumber(all.size() + 1);
    all.add(stored);
    return stored;
  }

  @Override
  public synchronized Optional<AppliedPolicies> newest() {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  @Override
  public synchronized Optional<AppliedPolicies> find(String revision) {
    return all.reversed().stream().filter(a -> a.revision().equals(revision)).findFirst();
  }

  @Override
  public synchronized List<AppliedPolicies> list(long before, int limit) {
    return all.reversed().stream().filter(a -> a.number() < before).limit(limit).toList();
  }
}
