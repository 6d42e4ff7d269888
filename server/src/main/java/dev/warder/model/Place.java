package dev.warder.model;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Where an address is, as far as the data says.
///
/// @param country ISO 3166-1 alpha-2
/// @param asn number of the autonomous system, 0 where unknown
/// @param point coordinates, where the data has them
/// @param zone the usual time zone there
public record Place(
    @Nullable String country,
    @Nullable String city,
    long asn,
    @Nullable String asnName,
    @Nullable Point point,
    @Nullable ZoneId zone) {
  public static final Place UNKNOWN = new Place(null, null, 0, null, null, null);

  /// @param radiusKm the data's own error radius
  public record Point(double latitude, double longitude, double radiusKm) {}
}
