package dev.warder.context;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.warder.model.Address;
import dev.warder.model.NetworkClass;
import dev.warder.model.Place;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All intel of one moment, and the answers given from it: a new snapshot begins with none, so that
/// nothing outlives the data that it came from.
final class Snapshot {
  private static final int CACHED_ADDRESSES = 50_000;

  /// An address may stand in several lists: the first of these classes wins.
  private static final List<NetworkClass> PRECEDENCE =
      List.of(
          NetworkClass.LISTED,
          NetworkClass.TOR,
          NetworkClass.VPN,
          NetworkClass.HOSTING,
          NetworkClass.MOBILE,
          NetworkClass.RESIDENTIAL);

  private final Bundled bundled;
  private final Layers layers;
  private final LoadingCache<Address, Sensed> answers =
      Caffeine.newBuilder().maximumSize(CACHED_ADDRESSES).build(this::look);

  Snapshot(Bundled bundled, Layers layers) {
    this.bundled = bundled;
    this.layers = layers;
  }

  Layers layers() {
    return layers;
  }

  Sensed sense(Address address) {
    return answers.get(address);
  }

  private Sensed look(Address address) {
    if (SpecialNetworks.contains(address)) {
      return new Sensed(Place.UNKNOWN, NetworkClass.PRIVATE, List.of("country", "city", "asn"));
    }
    Place place = place(address);
    NetworkClass network = network(address, place);
    List<String> missing = new ArrayList<>(4);
    if (place.country() == null) {
      missing.add("country");
    }
    if (place.city() == null && place.point() == null) {
      missing.add("city");
    }
    if (place.asn() == 0) {
      missing.add("asn");
    }
    if (network == NetworkClass.UNKNOWN) {
      missing.add("network");
    }
    return new Sensed(place, network, missing);
  }

  /// The country of the jar stands in where a configured database has none; its point does not.
  private Place place(Address address) {
    Fields fields = layers.place() == null ? null : layers.place().find(address);
    String country = fields == null ? null : fields.country();
    Place.Point point = fields == null ? null : fields.point();
    if (country == null) {
      country = bundled.country(address);
    }
    Asns.Asn asn = layers.asns().of(address);
    return new Place(
        country,
        fields == null ? null : fields.city(),
        asn == null ? 0 : asn.number(),
        asn == null ? null : asn.name(),
        point,
        zone(fields, country, point));
  }

  private @Nullable ZoneId zone(
      @Nullable Fields fields, @Nullable String country, Place.@Nullable Point point) {
    ZoneId said = fields == null ? null : fields.zone();
    return said != null ? said : bundled.zones().of(country, point);
  }

  private NetworkClass network(Address address, Place place) {
    for (NetworkClass each : PRECEDENCE) {
      Ranges list = layers.lists().get(each);
      if (list != null && list.find(address) != Ranges.NONE) {
        return each;
      }
    }
    if (place.asn() == 0 && place.country() == null) {
      return NetworkClass.UNKNOWN;
    }
    return bundled.clouds().of(place.asn());
  }
}
