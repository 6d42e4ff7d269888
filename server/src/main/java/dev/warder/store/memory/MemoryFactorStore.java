package dev.warder.store.memory;

import dev.warder.stepup.Factor;
import dev.warder.stepup.FactorStore;
import java.util.List;
import java.util.TreeMap;

/// What people prove themselves with, in the heap: for demonstrations and tests.
public final class MemoryFactorStore implements FactorStore {
  private final TreeMap<String, Factor> factors = new TreeMap<>();

  @Override
  public synchronized List<Factor> of(String principal) {
    return factors.values().stream().filter(each -> each.principal().equals(principal)).toList();
  }

  @Override
  public synchronized void add(String principal, List<Factor> added, List<Factor.Kind> replaced) {
    factors
        .values()
        .removeIf(each -> each.principal().equals(principal) && replaced.contains(each.kind()));
    added.forEach(each -> factors.put(each.id(), each));
  }

  @Override
  public synchronized boolean advance(Factor before, long counter) {
    Factor stored = factors.get(before.id());
    if (stored == null || stored.counter() != before.counter() || counter <= before.counter()) {
      return false;
    }
    factors.put(stored.id(), stored.at(counter));
    return true;
  }

  @Override
  public synchronized boolean remove(String principal, String id) {
    Factor stored = factors.get(id);
    return stored != null && stored.principal().equals(principal) && factors.remove(id, stored);
  }
}
