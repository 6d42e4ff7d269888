package dev.warder.store.memory;

import dev.warder.stepup.PeopleStoreContract;

class MemoryPeopleStoreTest extends PeopleStoreContract<MemoryPeopleStore> {
  private final MemoryPeopleStore store = new MemoryPeopleStore();

  @Override
  protected MemoryPeopleStore store() {
    return store;
  }
}
