package dev.warder.replay.simulate;

import dev.warder.context.Atlas;
import dev.warder.replay.events.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Two months of the calls of a thousand principals, and of those who attack them.
public final class Simulation {
  /// A Monday.
  private static final long EPOCH = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

  private Simulation() {}

  /// In order of time; the same seed gives the same calls.
  ///
  /// @param listed where naive attackers come from, if there is such a list
  public static List<Call> run(long seed, Scale scale, Atlas atlas, Listed listed) {
    Dice dice = new Dice(seed);
    Internet internet = new Internet(atlas);
    Catalog catalog = new Catalog(dice.split());
    World world = new World(internet, catalog, scale, EPOCH, dice.split());
    List<Call> calls = new ArrayList<>();
    for (Seat seat : world.seats()) {
      seat.member().live();
      seat.member().calls().sort(Comparator.comparingLong(Call::time));
      calls.addAll(seat.member().calls());
    }
    Past past = new Past(world.seats());
    calls.addAll(new Attackers(past, internet, catalog, scale, EPOCH, listed, dice.split()).all());
    calls.sort(Comparator.comparingLong(Call::time));
    return calls;
  }
}
