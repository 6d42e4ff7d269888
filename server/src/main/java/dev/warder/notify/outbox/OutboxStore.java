package dev.warder.notify.outbox;

import java.time.Instant;
import java.util.List;

/// Where deliveries wait. May block for a disk. What a method did is durable when it returns.
///
/// Every method throws [dev.warder.model.Fault.Unavailable] where that cannot be.
public interface OutboxStore {
  /// All or none; one that is there already (same notice, target and address) stays as it is.
  void add(List<Delivery> deliveries);

  /// Those of a target whose time has come, the longest waiting first.
  List<Delivery> due(String target, Instant now, int limit);

  /// In place of the one that is there.
  void later(Delivery delivery);

  /// That it need not be sent any more.
  void remove(Delivery delivery);

  /// How many a target has not taken yet.
  long waiting(String target);
}
