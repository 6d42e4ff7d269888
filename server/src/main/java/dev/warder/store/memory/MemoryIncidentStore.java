package dev.warder.store.memory;

import dev.warder.model.Fault;
import dev.warder.monitor.Incident;
import dev.warder.monitor.IncidentFilter;
import dev.warder.monitor.IncidentStore;
import dev.warder.monitor.Tolerance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Incidents in the heap, gone with the process: for demonstrations and tests.
public final class MemoryIncidentStore implements IncidentStore {
  private final TreeMap<String, Incident> incidents = new TreeMap<>();
  private final Map<List<String>, Tolerance> tolerances = new HashMap<>();

  @Override
  public synchronized void save(Incident incident) {
    Incident stored = incidents.get(incident.id());
    long before = stored == null ? 0 : stored.version();
    if (stored != null && incident.version() != before + 1) {
      throw new Fault.Stale("the incident changed meanwhile: look at it again");
    }
    incidents.put(incident.id(), incident);
  }

  @Override
  public synchronized Optional<Incident> find(String id) {
    return Optional.ofNullable(incidents.get(id));
  }

  @Override
  public synchronized List<Incident> list(IncidentFilter filter, String before, int limit) {
    var all = before.isEmpty() ? incidents : incidents.headMap(before, false);
    return all.descendingMap().values().stream().filter(filter::matches).limit(limit).toList();
  }

  @Override
  public synchronized void save(Tolerance tolerance) {
    tolerances.put(List.of(tolerance.detector(), tolerance.principal()), tolerance);
  }

  @Override
  public synchronized List<Tolerance> tolerances() {
    return List.copyOf(tolerances.values());
  }
}
