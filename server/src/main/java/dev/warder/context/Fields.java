package dev.warder.context;

import dev.warder.model.Place;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a record of an MMDB in the layouts that are in use: nested as GeoLite2 and DB-IP write it
/// (`country.iso_code`, `city.names.en`, `location.latitude`), or flat as IPinfo and others do
/// (`country_code`, `city`, `latitude` or `lat`). What has the wrong type or range is not there.
record Fields(Map<?, ?> record) {
  private static final int LONGEST_NAME = 100;

  /// Assumed where a database gives coordinates without its own error: a city and its surroundings.
  private static final double USUAL_RADIUS_KM = 50;

  private static final long MOST_ASN = 0xFFFF_FFFFL;

  boolean hasPlace() {
    return country() != null || city() != null || point() != null;
  }

  @Nullable String country() {
    String code = first(text("country", "iso_code"), text("country_code"), text("country"));
    boolean isCode =
        code != null && code.length() == 2 && isUpper(code.charAt(0)) && isUpper(code.charAt(1));
    return isCode ? code : null;
  }

  @Nullable String city() {
    String name = first(text("city", "names", "en"), text("city"), text("city_name"));
    return name == null || name.isBlank() ? null : Text.bounded(name, LONGEST_NAME);
  }

  Place.@Nullable Point point() {
    Double latitude = first(number("location", "latitude"), number("latitude"), number("lat"));
    Double longitude = first(number("location", "longitude"), number("longitude"), number("lng"));
    longitude = first(longitude, number("lon"), null);
    if (latitude == null || longitude == null) {
      return null;
    }
    boolean onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    Double radius =
        first(number("location", "accuracy_radius"), number("accuracy_radius"), number("radius"));
    double km = radius == null || !(radius > 0) ? USUAL_RADIUS_KM : Math.min(radius, 20_000);
    return onEarth ? new Place.Point(latitude, longitude, km) : null;
  }

  @Nullable ZoneId zone() {
    String name = first(text("location", "time_zone"), text("time_zone"), text("timezone"));
    try {
      return name == null || name.length() > 64 ? null : ZoneId.of(name);
    } catch (DateTimeException e) {
      return null;
    }
  }

  Asns.@Nullable Asn asn() {
    Object raw = first(at("autonomous_system_number"), at("asn"), null);
    long number = 0;
    if (raw instanceof Number written) {
      number = written.longValue();
    } else if (raw instanceof String written) {
      number = AsnCsv.number(written);
    }
    String name = first(text("autonomous_system_organization"), text("as_name"), text("name"));
    return number < 1 || number > MOST_ASN
        ? null
        : new Asns.Asn(number, Text.bounded(name == null ? "" : name, LONGEST_NAME));
  }

  private @Nullable String text(String... path) {
    return at(path) instanceof String text ? text : null;
  }

  private @Nullable Double number(String... path) {
    Object value = at(path);
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    return value instanceof String text ? Decimals.parse(text) : null;
  }

  private @Nullable Object at(String... path) {
    Object value = record;
    for (String step : path) {
      if (!(value instanceof Map<?, ?> map)) {
        return null;
      }
      value = map.get(step);
    }
    return value;
  }

  private static <T> @Nullable T first(@Nullable T a, @Nullable T b, @Nullable T c) {
    return a != null ? a : b != null ? b : c;
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
