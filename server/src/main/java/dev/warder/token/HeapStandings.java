package dev.warder.token;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Standings in heap, for a store to keep in step with what it made durable; by itself it ends with
/// the process.
public final class HeapStandings implements StandingStore {
  private final Map<String, Standing> byPrincipal = new ConcurrentHashMap<>();

  @Override
  public Optional<Standing> find(String principal) {
    return Optional.ofNullable(byPrincipal.get(principal));
  }

  @Override
  public void save(Standing standing) {
    byPrincipal.put(standing.principal(), standing);
  }
}
