package dev.warder.store.memory;

import dev.warder.token.UseLog;
import dev.warder.token.UseLogContract;

class MemoryUseLogTest extends UseLogContract {
  private final MemoryUseLog log = new MemoryUseLog();

  @Override
  protected UseLog log() {
    return log;
  }

  @Override
  protected UseLog reopened() {
    return log;
  }
}
