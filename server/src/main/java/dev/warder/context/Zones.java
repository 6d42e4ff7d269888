package dev.warder.context;

import dev.warder.model.Place;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The usual time zone of a place: the country's zone nearest to the coordinates, or its most
/// populous one where there are none. Nearest is a guess (Seattle lies nearer to Boise than to Los
/// Angeles); a database that names the zone itself is asked first. From tzdata, see
/// `scripts/make-intel`.
final class Zones {
  /// The principal location of a zone. Its rules are read when they are asked for: those of all
  /// zones take a while.
  private static final class Located {
    private final double latitude;
    private final double longitude;
    private final String id;
    private volatile @Nullable ZoneId zone;

    Located(double latitude, double longitude, String id) {
      this.latitude = latitude;
      this.longitude = longitude;
      this.id = id;
    }

    ZoneId zone() {
      ZoneId known = zone;
      if (known == null) {
        known = ZoneId.of(id);
        zone = known;
      }
      return known;
    }

    double squaredDistance(Place.Point point) {
      double north = latitude - point.latitude();
      double east = Math.abs(longitude - point.longitude());
      double east180 = Math.min(east, 360 - east) * Math.cos(Math.toRadians(latitude));
      return north * north + east180 * east180;
    }
  }

  private final Map<String, List<Located>> byCountry = new HashMap<>();

  private Zones() {}

  static Zones bundled() {
    Zones zones = new Zones();
    Set<String> known = ZoneId.getAvailableZoneIds(); // the JDK's tzdata may be older than ours
    for (String[] cells : Tables.rows("zones.tsv", 4)) {
      if (known.contains(cells[3])) {
        zones
            .byCountry
            .computeIfAbsent(cells[0], c -> new ArrayList<>())
            .add(new Located(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]), cells[3]));
      }
    }
    return zones;
  }

  @Nullable ZoneId of(@Nullable String country, Place.@Nullable Point point) {
    List<Located> zones = country == null ? null : byCountry.get(country);
    if (zones == null) {
      return null;
    }
    Located best = zones.getFirst();
    if (point != null) {
      for (Located each : zones) {
        if (each.squaredDistance(point) < best.squaredDistance(point)) {
          best = each;
        }
      }
    }
    return best.zone();
  }
}
