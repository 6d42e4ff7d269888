package dev.warder.store.memory;

import dev.warder.policy.AppliedPolicies;
import dev.warder.policy.PolicyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Policies in the heap, gone with the process: for demonstrations and tests.
public final class MemoryPolicyStore implements PolicyStore {
  private final List<AppliedPolicies> all = new ArrayList<>();
  private long last;

  @Override
  public synchronized AppliedPolicies append(AppliedPolicies applied) {
    AppliedPolicies stored = applied.withNumber(++last);
    all.add(stored);
    if (all.size() > KEPT) {
      all.removeFirst();
    }
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
