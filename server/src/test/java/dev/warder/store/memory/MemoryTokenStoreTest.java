package dev.warder.store.memory;

import dev.warder.token.TokenStore;
import dev.warder.token.TokenStoreContract;

class MemoryTokenStoreTest extends TokenStoreContract {
  private final MemoryTokenStore store = new MemoryTokenStore();

  @Override
  protected TokenStore store() {
    return store;
  }

  @Override
  protected TokenStore reopened() {
    return store;
  }
}
