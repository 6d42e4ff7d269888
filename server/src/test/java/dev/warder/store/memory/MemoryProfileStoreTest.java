package dev.warder.store.memory;

import dev.warder.risk.ProfileStore;
import dev.warder.risk.ProfileStoreContract;

class MemoryProfileStoreTest extends ProfileStoreContract {
  @Override
  protected ProfileStore store() {
    return new MemoryProfileStore();
  }
}
