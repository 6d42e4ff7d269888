package dev.warder.api;

import dev.warder.risk.Portrait;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// What is learned of a principal, on the wire.
final class ProfileJson {
  private static final double THOUSAND = 1000;

  private ProfileJson() {}

  static void write(JsonGenerator out, Portrait profile) {
    out.writeObjectPropertyStart("profile");
    out.writeNumberProperty("learned", profile.learned());
    out.writeNumberProperty("confidence", rounded(profile.confidence()));
    out.writeNumberProperty("visits", rounded(profile.visits()));
    out.writeNumberProperty("held", profile.held());
    habits(out, "countries", profile.countries());
    habits(out, "networks", profile.networks());
    out.writeNumberProperty("addresses", profile.addresses());
    habits(out, "clients", profile.clients());
    habits(out, "routes", profile.routes());
    hours(out, profile);
    out.writeObjectPropertyStart("peaks");
    out.writeNumberProperty("callsPer10Seconds", rounded(profile.peaks().get(0)));
    out.writeNumberProperty("callsPerMinute", rounded(profile.peaks().get(1)));
    out.writeNumberProperty("callsPer10Minutes", rounded(profile.peaks().get(2)));
    out.writeNumberProperty("pathsPer10Minutes", rounded(profile.paths()));
    out.writeEndObject();
    out.writeNumberProperty("errorShare", rounded(profile.errorShare()));
    out.writeEndObject();
  }

  private static void habits(JsonGenerator out, String name, List<Portrait.Habit> habits) {
    Lists.write(
        out,
        name,
        habits,
        (o, habit) -> {
          o.writeStringProperty("name", habit.name());
          o.writeNumberProperty("events", rounded(habit.count()));
          o.writeNumberProperty("share", rounded(habit.share()));
          o.writeStringProperty("lastHour", Times.text(habit.last()));
        });
  }

  private static void hours(JsonGenerator out, Portrait profile) {
    out.writeObjectPropertyStart("hours");
    out.writeStringProperty("zone", profile.zone().getId());
    out.writeArrayPropertyStart("week");
    for (List<Double> day : profile.hours()) {
      out.writeStartArray();
      day.forEach(slot -> out.writeNumber(rounded(slot)));
      out.writeEndArray();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static double rounded(double value) {
    return Math.rint(value * THOUSAND) / THOUSAND;
  }
}
