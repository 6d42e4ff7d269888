package dev.warder.replay.simulate;

import dev.warder.replay.simulate.Catalog.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What colleagues share: a country, an office, a VPN, a cloud, programs of their own, and changes
/// that come for all of them at once.
///
/// @param office behind one address; absent where everybody works from home
/// @param vpn a standing gateway; absent where there is none
/// @param migration the day on which `moving` changes from `/v1` to `/v2`
/// @param outage a day with failures for everybody
record Company(
    String name,
    String country,
    @Nullable Line office,
    @Nullable Line vpn,
    List<Line> cloud,
    Line builds,
    Program app,
    double zone,
    double migration,
    String moving,
    double outage) {

  Company {
    cloud = List.copyOf(cloud);
  }

  /// The path as it is on that day.
  String path(Route route, double day) {
    // Clients move over within a week, each route on a day of its own.
    double own = Math.floorMod(route.path().hashCode(), 7);
    boolean moved = route.group().equals(moving) && day > migration + own;
    return moved ? "/v2" + route.path().substring(3) : route.path();
  }

  boolean isDown(double day) {
    return day > outage && day < outage + 0.06;
  }
}
