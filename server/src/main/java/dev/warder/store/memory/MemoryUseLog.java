package dev.warder.store.memory;

import dev.warder.token.LastUse;
import dev.warder.token.UseLog;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Last uses that end with the process.
public final class MemoryUseLog implements UseLog {
  private final Map<String, LastUse> uses = new ConcurrentHashMap<>();

  @Override
  public void record(Map<String, LastUse> byTokenId) {
    byTokenId.forEach((id, use) -> uses.merge(id, use, (a, b) -> b.at().isBefore(a.at()) ? a : b));
  }

  @Override
  public Map<String, LastUse> read(Set<String> tokenIds) {
    Map<String, LastUse> found = new HashMap<>();
    for (String id : tokenIds) {
      LastUse use = uses.get(id);
      if (use != null) {
        found.put(id, use);
      }
    }
    return found;
  }
}
