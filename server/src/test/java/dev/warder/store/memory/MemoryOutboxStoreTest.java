package dev.warder.store.memory;

import dev.warder.notify.outbox.OutboxStore;
import dev.warder.notify.outbox.OutboxStoreContract;

class MemoryOutboxStoreTest extends OutboxStoreContract {
  private final OutboxStore store = new MemoryOutboxStore();

  @Override
  protected OutboxStore store() {
    return store;
  }
}
