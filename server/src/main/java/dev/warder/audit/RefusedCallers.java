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

  private final IdSource ids;
  private final InstantSource clock;
  private final Consumer<Event> journal;
  private Map<Key, Long> counts = new HashMap<>();
  private long second;

  public RefusedCallers(IdSource ids, InstantSource clock, Consumer<Event> journal) {
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
        due = counts;
        counts = new HashMap<>();
        second = now;
      }
      Key key = new Key(source == null ? "unknown" : source.toString(), reason);
      boolean room = counts.size() < MOST_SOURCES || counts.containsKey(key);
      counts.merge(room ? key : new Key(OTHERS, reason), 1L, Long::sum);
    }
    tell(due, then);
  }

  /// Records what the seconds before this one held.
  public void flush() {
    Map<Key, Long> due;
    long then;
    synchronized (this) {
      if (counts.isEmpty() || clock.instant().getEpochSecond() == second) {
        return;
      }
      due = counts;
      then = second;
      counts = new HashMap<>();
    }
    tell(due, then);
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
