package dev.warder.store.memory;

import dev.warder.stepup.ChallengeStore;
import dev.warder.stepup.ChallengeStoreContract;

class MemoryChallengeStoreTest extends ChallengeStoreContract {
  private final ChallengeStore store = new MemoryChallengeStore();

  @Override
  protected ChallengeStore store() {
    return store;
  }
}
