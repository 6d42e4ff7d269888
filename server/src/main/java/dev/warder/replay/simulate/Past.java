package dev.warder.replay.simulate;

import dev.warder.model.PrincipalKind;
import dev.warder.replay.events.Call;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has happened before a moment: all that an attacker can know.
final class Past {
  private static final long RECENTLY = 14L * 86_400_000;
  private static final int RECENT = 40;
  private static final int TRIES = 200;

  private final List<Seat> seats;
  private final Map<PrincipalKind, List<Seat>> kinds = new EnumMap<>(PrincipalKind.class);

  Past(List<Seat> seats) {
    this.seats = seats;
    for (Seat seat : seats) {
      kinds.computeIfAbsent(seat.member().kind, k -> new ArrayList<>()).add(seat);
    }
  }

  /// How many of its calls came before.
  static int count(Member member, long before) {
    List<Call> calls = member.calls();
    int low = 0;
    int high = calls.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (calls.get(middle).time() < before) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  boolean isActive(Member member, long now) {
    int count = count(member, now);
    return count > 0 && now - member.calls().get(count - 1).time() < RECENTLY;
  }

  /// Somebody who was there lately.
  @Nullable Seat victim(long now, Dice dice) {
    return active(seats, now, dice);
  }

  @Nullable Seat other(Seat than, long now, boolean sameTeam, Dice dice) {
    List<Seat> among =
        sameTeam ? seats.stream().filter(s -> s.team() == than.team()).toList() : seats;
    for (int i = 0; i < TRIES; i++) {
      Seat seat = active(among, now, dice);
      if (seat != null && !seat.equals(than) && (sameTeam || seat.team() != than.team())) {
        return seat;
      }
    }
    return null;
  }

  private @Nullable Seat active(List<Seat> among, long now, Dice dice) {
    for (int i = 0; i < TRIES; i++) {
      Seat seat = dice.pick(among);
      if (isActive(seat.member(), now)) {
        return seat;
      }
    }
    return null;
  }

  /// One of its latest calls.
  static Call recent(Member member, long now, Dice dice) {
    int count = count(member, now);
    return member.calls().get(count - 1 - dice.below(Math.min(count, RECENT)));
  }

  /// What somebody of this kind did lately.
  Call ofKind(PrincipalKind kind, long now, Dice dice) {
    Seat seat = active(kinds.getOrDefault(kind, seats), now, dice);
    return recent(seat == null ? seats.getFirst().member() : seat.member(), now, dice);
  }

  /// Some calls in a row, the last of them before now.
  static List<Call> stretch(Member member, long now, int most, Dice dice) {
    int count = count(member, now);
    int end = count - dice.below(Math.min(count, RECENT));
    return member.calls().subList(Math.max(0, end - most), end);
  }
}
