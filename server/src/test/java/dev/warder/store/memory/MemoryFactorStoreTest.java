package dev.warder.store.memory;

import dev.warder.stepup.FactorStore;
import dev.warder.stepup.FactorStoreContract;

class MemoryFactorStoreTest extends FactorStoreContract {
  private final FactorStore store = new MemoryFactorStore();

  @Override
  protected FactorStore store() {
    return store;
  }
}
