package dev.warder.risk;

import dev.warder.model.Context;
import java.util.Locale;

/// A journey faster than an airliner. Capped low: the data errs more often than owners teleport.
final class TravelTerm implements Term {
  static final TravelTerm TRAVEL = new TravelTerm();

  private static final double EARTH_RADIUS_KM = 6371;
  private static final double LEAST_HOURS = 1.0 / 60;

  private TravelTerm() {}

  /// In: weight, cap, distance in km less both error radii, hours between, km/h that can be flown.
  @Override
  public double points(double[] in) {
    double speed = in[2] / Math.max(in[3], LEAST_HOURS);
    return in[0] * Math.clamp(StrictMath.log(speed / in[4]), 0, in[1]);
  }

  @Override
  public String because(double[] in, Context context) {
    return String.format(
        Locale.ROOT, "%.0f km from the place of the call %.1f h before", in[2], in[3]);
  }

  /// The great-circle distance (haversine).
  static double km(double lat1, double lon1, double lat2, double lon2) {
    double dLat = StrictMath.toRadians(lat2 - lat1) / 2;
    double dLon = StrictMath.toRadians(lon2 - lon1) / 2;
    double a = StrictMath.sin(dLat) * StrictMath.sin(dLat);
    double b = StrictMath.sin(dLon) * StrictMath.sin(dLon);
    double cosines =
        StrictMath.cos(StrictMath.toRadians(lat1)) * StrictMath.cos(StrictMath.toRadians(lat2));
    return 2 * EARTH_RADIUS_KM * StrictMath.asin(Math.min(1, StrictMath.sqrt(a + b * cosines)));
  }
}
