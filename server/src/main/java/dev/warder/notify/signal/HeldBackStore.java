package dev.warder.notify.signal;

import java.util.List;

/// Keeps over a restart what was held back. May block for a disk; what a method did is durable when
/// it returns.
///
/// Every method throws [dev.warder.model.Fault.Unavailable] where that cannot be.
public interface HeldBackStore {
  void add(HeldBack one);

  /// Nothing where there is none.
  void remove(String id);

  /// The oldest first.
  List<HeldBack> list();
}
