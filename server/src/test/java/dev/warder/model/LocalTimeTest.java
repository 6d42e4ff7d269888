package dev.warder.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class LocalTimeTest {
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/St_Johns"),
          ZoneId.of("Asia/Kathmandu"),
          ZoneId.of("Pacific/Kiritimati"),
          ZoneId.of("-11:00"));

  @Property
  void isWhatTheCalendarSays(
      @ForAll @LongRange(min = -4_000_000_000_000L, max = 8_000_000_000_000L) long millis) {
    Instant time = Instant.ofEpochMilli(millis);
    for (ZoneId zone : ZONES) {
      ZonedDateTime local = time.atZone(zone);
      assertThat(LocalTime.of(time, zone))
          .isEqualTo(new LocalTime(local.getHour(), local.getDayOfWeek().getValue(), zone));
    }
  }
}
