package dev.warder.store.memory;

import dev.warder.policy.PolicyStore;
import dev.warder.policy.PolicyStoreContract;

class MemoryPolicyStoreTest extends PolicyStoreContract {
  private final MemoryPolicyStore store = new MemoryPolicyStore();

  @Override
  protected PolicyStore store() {
    return store;
  }
}
