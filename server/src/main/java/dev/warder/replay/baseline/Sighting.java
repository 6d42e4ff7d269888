package dev.warder.replay.baseline;

import dev.warder.model.Address;
import dev.warder.model.Context;
import org.jspecify.annotations.Nullable;

/// A call as the baselines see it.
///
/// @param time milliseconds since 1970
public record Sighting(String principal, long time, @Nullable Address source, Context context) {
  String address() {
    return source == null ? "" : source.toString();
  }

  String asn() {
    return String.valueOf(context.place().asn());
  }

  String country() {
    String country = context.place().country();
    return country == null ? "" : country;
  }
}
