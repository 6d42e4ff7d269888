package dev.warder.app;

import dev.warder.audit.Event;
import dev.warder.notify.forward.Forwarding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/// Records that a part of the service fell ill, and that it is well again: what `/readyz` and the
/// metrics say now must be known of last night too.
///
/// What cannot be recorded just now is tried again at the next look. That the journal itself could
/// not be written is told of by the journal. For one thread.
final class HealthRecords {
  static final String KIND = "health.changed";

  /// What ails each part; nothing where it is well.
  private final Map<String, Supplier<Optional<String>>> parts = new LinkedHashMap<>();

  /// Which parts were last told of as ill.
  private final Map<String, Boolean> last = new LinkedHashMap<>();

  private final BiPredicate<String, Map<String, Object>> records;

  /// @param records takes a part's name and what to tell of it, and says whether it could
  HealthRecords(BiPredicate<String, Map<String, Object>> records) {
    this.records = records;
  }

  /// Of all that the metrics call healthy or failing.
  static HealthRecords of(Wiring wiring) {
    HealthRecords records =
        new HealthRecords((part, details) -> {
          Event event =
              new Event(
                  wiring.ids.next("evt_"), wiring.clock.instant(), KIND, "warder", part, details);
          return !wiring.journal.append(event).isCompletedExceptionally();
        });
    records.watch("journal", wiring.journal::trouble);
    records.watch("journal.upkeep", wiring.journal::upkeepTrouble);
    records.watch("search", wiring.feeder::trouble);
    for (Forwarding.Progress each : wiring.forwarding.progress()) {
      String target = each.target();
      records.watch(
          "forward." + target,
          () ->
              wiring
                  .forwarding
                  .progress(target)
                  .filter(Forwarding.Progress::isFailing)
                  .map(progress -> String.valueOf(progress.trouble())));
    }
    return records;
  }

  HealthRecords watch(String part, Supplier<Optional<String>> ailment) {
    parts.put(part, ailment);
    last.put(part, false);
    return this;
  }

  /// Looks at all parts, and records what changed since the last look.
  void look() {
    parts.forEach((part, ailment) -> {
      Optional<String> now = ailment.get();
      Boolean ill = now.isPresent();
      if (!ill.equals(last.get(part)) && records.test(part, told(now))) {
        last.put(part, ill);
      }
    });
  }

  private static Map<String, Object> told(Optional<String> ailment) {
    return ailment
        .<Map<String, Object>>map(because -> Map.of("healthy", false, "because", because))
        .orElse(Map.of("healthy", true));
  }
}
