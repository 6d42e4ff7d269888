package dev.warder.stepup;

import dev.warder.model.IdSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The challenges that wait for an answer, by cause, in heap. Bounded: whoever asks from ever new
/// places or with ever new clients pushes out only what he opened from the same network.
final class Openings {
  static final int MOST_AT_A_SPOT = 8;
  private static final int MOST = 100_000;

  /// @param until a retry gets the same one as long as this is ahead
  record Opening(String id, Cause cause, Instant until) {}

  private record Spot(String tokenId, String network) {}

  private final Map<Spot, List<Opening>> spots = new ConcurrentHashMap<>();
  private final Map<String, Opening> byId = new ConcurrentHashMap<>();
  private final IdSource ids;

  Openings(IdSource ids) {
    this.ids = ids;
  }

  /// The id of the challenge for a cause, opened now where there is none. Does not block.
  String ask(Cause cause, Instant now, Instant until) {
    Spot spot = new Spot(cause.tokenId(), cause.network());
    Opening found = find(spots.get(spot), cause, now);
    if (found != null) {
      return found.id;
    }
    if (byId.size() >= MOST) {
      return ids.next("chl_"); // full: this one is answered, and nobody can meet it
    }
    List<Opening> after =
        spots.compute(
            spot,
            (s, there) ->
                find(there, cause, now) == null
                    ? with(there, new Opening(ids.next("chl_"), cause, until), now)
                    : there);
    Opening opened = find(after, cause, now);
    return opened == null ? ids.next("chl_") : opened.id;
  }

  /// One that was kept from an earlier life of the process.
  void restore(String id, Cause cause, Instant until, Instant now) {
    Spot spot = new Spot(cause.tokenId(), cause.network());
    spots.compute(spot, (s, there) -> with(there, new Opening(id, cause, until), now));
  }

  boolean holds(String id) {
    return byId.containsKey(id);
  }

  /// The next call for the same cause opens another.
  void close(String id) {
    Opening closed = byId.remove(id);
    if (closed != null) {
      Spot spot = new Spot(closed.cause.tokenId(), closed.cause.network());
      spots.computeIfPresent(
          spot,
          (s, there) -> {
            List<Opening> rest = there.stream().filter(each -> !each.id.equals(id)).toList();
            return rest.isEmpty() ? null : rest;
          });
    }
  }

  /// Closes what nobody answered, and tells which.
  List<String> expire(Instant now) {
    List<String> expired =
        byId.values().stream().filter(each -> !now.isBefore(each.until)).map(Opening::id).toList();
    expired.forEach(this::close);
    return expired;
  }

  private List<Opening> with(@Nullable List<Opening> there, Opening added, Instant now) {
    List<Opening> all = new ArrayList<>();
    for (Opening each : there == null ? List.<Opening>of() : there) {
      if (now.isBefore(each.until)) {
        all.add(each);
      }
    }
    while (all.size() >= MOST_AT_A_SPOT) {
      byId.remove(all.removeFirst().id);
    }
    all.add(added);
    byId.put(added.id, added);
    return List.copyOf(all);
  }

  private static @Nullable Opening find(@Nullable List<Opening> there, Cause cause, Instant now) {
    if (there != null) {
      for (Opening each : there) {
        if (now.isBefore(each.until) && each.cause.equals(cause)) {
          return each;
        }
      }
    }
    return null;
  }
}
