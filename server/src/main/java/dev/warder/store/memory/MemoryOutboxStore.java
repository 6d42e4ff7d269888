package dev.warder.store.memory;

import dev.warder.notify.outbox.Delivery;
import dev.warder.notify.outbox.OutboxStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Deliveries in heap, gone with the process.
public final class MemoryOutboxStore implements OutboxStore {
  private record Key(String notice, String target, String address) {
    static Key of(Delivery delivery) {
      return new Key(delivery.notice().id(), delivery.target(), delivery.address());
    }
  }

  private final Map<Key, Delivery> all = new LinkedHashMap<>(); // guarded by this

  @Override
  public synchronized void add(List<Delivery> deliveries) {
    deliveries.forEach(each -> all.putIfAbsent(Key.of(each), each));
  }

  @Override
  public synchronized List<Delivery> due(String target, Instant now, int limit) {
    return all.values().stream()
        .filter(each -> each.target().equals(target) && !each.next().isAfter(now))
        .sorted(Comparator.comparing(Delivery::next))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void later(Delivery delivery) {
    all.replace(Key.of(delivery), delivery);
  }

  @Override
  public synchronized void remove(Delivery delivery) {
    all.remove(Key.of(delivery));
  }

  @Override
  public synchronized long waiting(String target) {
    return all.values().stream().filter(each -> each.target().equals(target)).count();
  }
}
