package dev.warder.audit;

import dev.warder.model.Address;
import dev.warder.model.IdSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Counts callers that did not prove who they are, and makes one event of each source and second: a
/// flood of them cannot fill the journal.
///
/// Bounded: sources beyond the limit in one second are counted together. Call `flush` each second.
public final class RefusedCallers {
  private static final int MOST_SOURCES = 1_000;
  private static final String OTHERS = "others";

  private record Key(String source, String reason) {}

  /// Of one event, in bytes.
  private static final long EVENT = 300;

  private final FloodBudget budget;
  private final IdSource ids;
  private final InstantSource clock;
  private final Consumer<Event> journal;
  private Map<Key, Long> counts = new HashMap<>();
  private long second;

  /// @param budget that these events take from
  public RefusedCallers(
      FloodBudget budget, IdSource ids, InstantSource clock, Consumer<Event> journal) {
    this.budget = budget;
    this.ids = ids;
    this.clock = clock;
    this.journal = journal;
  }

  /// @param reason one of a few fixed words
  public void refused(@Nullable Address source, String reason) {
    Map<Key, Long> due = Map.of();
    long now = clock.instant().getEpochSecond();
    long then;
    synchronized (this) {
      then = second;
      if (now != second) {
        due = turn(now);
      }
      Key key = new Key(source == null ? "unknown" : source.toString(), reason);
      boolean room =
          counts.containsKey(key) || (counts.size() < MOST_SOURCES && budget.take(EVENT));
      counts.merge(room ? key : new Key(OTHERS, reason), 1L, Long::sum);
    }
    tell(due, then);
  }

  /// Records what the seconds before this one held.
  public void flush() {
    Map<Key, Long> due;
    long then;
    synchronized (this) {
      long now = clock.instant().getEpochSecond();
      if (counts.isEmpty() || now == second) {
        return;
      }
      then = second;
      due = turn(now);
    }
    tell(due, then);
  }

  /// What is due. Those who are counted together wait until the budget allows for a record.
  private Map<Key, Long> turn(long now) {
    Map<Key, Long> due = new HashMap<>();
    Map<Key, Long> later = new HashMap<>();
    counts.forEach((key, count) -> {
      boolean paid = !key.source().equals(OTHERS);
      if (!paid && !budget.isEmpty()) {
        budget.owe(EVENT);
        paid = true;
      }
      (paid ? due : later).put(key, count);
    });
    counts = later;
    second = now;
    return due;
  }

  private void tell(Map<Key, Long> due, long then) {
    due.forEach((key, count) ->
        journal.accept(
            new Event(
                ids.next("evt_"),
                Instant.ofEpochSecond(then),
                "access.refused",
                "unknown",
                key.source(),
                Map.of("reason", key.reason(), "count", count))));
  }
}
