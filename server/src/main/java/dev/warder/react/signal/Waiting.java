package dev.warder.react.signal;

import dev.warder.model.Fault;
import dev.warder.notify.signal.HeldBack;
import dev.warder.notify.signal.HeldBackStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What was held back and waits for somebody's word, kept over a restart: of each issuer and target
/// once. Safe for several threads.
final class Waiting {
  private static final int MOST = 100_000;

  private final HeldBackStore store;
  private final Map<String, HeldBack> byWhom = new LinkedHashMap<>(); // guarded by this

  Waiting(HeldBackStore store) {
    this.store = store;
    store.list().forEach(each -> byWhom.put(whom(each), each));
  }

  private static String whom(HeldBack one) {
    return whom(one.issuer(), one.target());
  }

  private static String whom(String issuer, String target) {
    return issuer + " " + target;
  }

  /// The oldest first.
  synchronized List<HeldBack> all() {
    return new ArrayList<>(byWhom.values());
  }

  synchronized boolean has(String issuer, String target) {
    return byWhom.containsKey(whom(issuer, target));
  }

  /// @throws Fault.NotFound where it waits no longer
  synchronized void require(HeldBack one) {
    if (!one.equals(byWhom.get(whom(one)))) {
      throw new Fault.NotFound("nothing of that id waits");
    }
  }

  /// @throws Fault.Unavailable where too many wait already: the event is to be sent again
  synchronized void requireRoom() {
    if (byWhom.size() >= MOST) {
      throw new Fault.Unavailable(
          "too much waits for the operator's word: send it again later", null);
    }
  }

  synchronized void add(HeldBack one) {
    store.add(one);
    byWhom.put(whom(one), one);
  }

  /// It is settled, if it waited.
  synchronized void remove(String issuer, Collection<String> targets) {
    removeIf(each -> each.issuer().equals(issuer) && targets.contains(each.target()));
  }

  synchronized void removeBefore(Instant time) {
    removeIf(each -> each.at().isBefore(time));
  }

  private void removeIf(Predicate<HeldBack> wanted) {
    for (HeldBack each : byWhom.values().stream().filter(wanted).toList()) {
      store.remove(each.id());
      byWhom.remove(whom(each));
    }
  }
}
