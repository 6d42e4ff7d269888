package dev.warder.replay.baseline;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/// Apereo CAS, module `cas-server-support-electrofence`: the mean of four calculators, each one
/// less the share of the user's recorded events that match in address, user agent, place, or time
/// of day (within two hours). Without any event a user is a suspect.
final class ApereoCas implements Baseline {
  private static final int WINDOW_HOURS = 2;
  private static final int HOURS = 24;

  /// What was recorded of one user.
  private static final class Events {
    final Counts addresses = new Counts();
    final Counts agents = new Counts();
    final Counts places = new Counts();
    final int[] hours = new int[HOURS];
  }

  private final Map<String, Events> users = new HashMap<>();

  @Override
  public String name() {
    return "apereocas";
  }

  @Override
  public double score(Sighting sighting) {
    Events events = users.get(sighting.principal());
    if (events == null) {
      return 1;
    }
    double matches =
        events.addresses.share(sighting.address())
            + events.agents.share(sighting.context().client().userAgent())
            + events.places.share(sighting.country())
            + near(events, hour(sighting));
    return 1 - matches / 4;
  }

  private static double near(Events events, int hour) {
    int near = 0;
    for (int i = -WINDOW_HOURS; i <= WINDOW_HOURS; i++) {
      near += events.hours[Math.floorMod(hour + i, HOURS)];
    }
    return (double) near / events.addresses.total();
  }

  @Override
  public void learn(Sighting sighting) {
    Events events = users.computeIfAbsent(sighting.principal(), key -> new Events());
    events.addresses.add(sighting.address());
    events.agents.add(sighting.context().client().userAgent());
    events.places.add(sighting.country());
    events.hours[hour(sighting)]++;
  }

  private static int hour(Sighting sighting) {
    return Instant.ofEpochMilli(sighting.time()).atZone(ZoneOffset.UTC).getHour();
  }
}
