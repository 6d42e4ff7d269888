package dev.warder.monitor;

import java.util.List;
import java.util.Optional;

/// Where incidents live. May block for a disk. What `save` was given is durable when it returns.
///
/// @see Tolerance
public interface IncidentStore {
  /// Stores an incident in place of an older version of it.
  ///
  /// @throws dev.warder.model.Fault.Stale where what is stored is not the version before
  /// @throws dev.warder.model.Fault.Unavailable where it cannot be written
  void save(Incident incident);

  Optional<Incident> find(String id);

  /// The newest first.
  ///
  /// @param before an id: only older ones; empty for all
  List<Incident> list(IncidentFilter filter, String before, int limit);

  /// In place of what was stored for the same detector and principal.
  void save(Tolerance tolerance);

  List<Tolerance> tolerances();
}
