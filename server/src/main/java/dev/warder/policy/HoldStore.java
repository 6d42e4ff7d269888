package dev.warder.policy;

import java.util.List;

/// Keeps the holds over a restart. May block for a disk; what a method did is durable when it
/// returns.
///
/// Every method throws [dev.warder.model.Fault.Unavailable] where that cannot be.
public interface HoldStore {
  /// In place of one with the same id.
  void save(Hold hold);

  /// Ends a hold, which is then one of the past. Nothing where there is none.
  void remove(String id);

  List<Hold> list();

  /// What was ended, for at least 30 days, the oldest first.
  List<Hold> past();
}
