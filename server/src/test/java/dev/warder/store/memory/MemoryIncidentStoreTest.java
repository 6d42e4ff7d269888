package dev.warder.store.memory;

import dev.warder.monitor.IncidentStore;
import dev.warder.monitor.IncidentStoreContract;

class MemoryIncidentStoreTest extends IncidentStoreContract {
  private final IncidentStore store = new MemoryIncidentStore();

  @Override
  protected IncidentStore store() {
    return store;
  }
}
