package dev.warder.context;

import dev.warder.model.NetworkClass;
import dev.warder.model.Place;
import java.util.List;

/// What the data says of one address.
///
/// @param missing the signals that it does not give, by name
record Sensed(Place place, NetworkClass network, List<String> missing) {
  static final Sensed NO_ADDRESS =
      new Sensed(
          Place.UNKNOWN,
          NetworkClass.UNKNOWN,
          List.of("address", "country", "city", "asn", "network"));

  Sensed {
    missing = List.copyOf(missing);
  }
}
