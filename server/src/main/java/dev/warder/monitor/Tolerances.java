package dev.warder.monitor;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The tolerances in force. Read by the monitor's thread, raised by whoever closes incidents.
final class Tolerances {
  private static final int MOST = 100_000;

  private record Key(String detector, String principal) {}

  private final Map<Key, Tolerance> all = new ConcurrentHashMap<>();

  Tolerances(List<Tolerance> stored) {
    stored.forEach(this::put);
  }

  double of(String detector, String principal) {
    if (all.isEmpty()) {
      return 1;
    }
    Tolerance tolerance = all.get(new Key(detector, principal));
    return tolerance == null ? 1 : tolerance.factor();
  }

  Tolerance raised(String detector, String principal) {
    return new Tolerance(detector, principal, of(detector, principal)).raised();
  }

  void put(Tolerance tolerance) {
    if (all.size() < MOST) {
      all.put(new Key(tolerance.detector(), tolerance.principal()), tolerance);
    }
  }
}
