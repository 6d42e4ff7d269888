package dev.warder.model;

import java.time.Instant;
import java.time.ZoneId;

/// The hour (0-23) and weekday (1 Monday - 7 Sunday) of a call in the principal's own zone.
public record LocalTime(int hour, int weekday, ZoneId zone) {
  private static final int DAYS = 7;
  private static final long SECONDS_AN_HOUR = 3600;
  private static final long SECONDS_A_DAY = 24 * SECONDS_AN_HOUR;

  /// Of the first of 1970, a Thursday, counted from Monday.
  private static final int FIRST_WEEKDAY = 3;

  /// The same as by `ZonedDateTime`, without the dates that it is made of.
  public static LocalTime of(Instant time, ZoneId zone) {
    long second = time.getEpochSecond() + zone.getRules().getOffset(time).getTotalSeconds();
    int hour = (int) (Math.floorMod(second, SECONDS_A_DAY) / SECONDS_AN_HOUR);
    long day = Math.floorDiv(second, SECONDS_A_DAY);
    return new LocalTime(hour, 1 + (int) Math.floorMod(day + FIRST_WEEKDAY, (long) DAYS), zone);
  }
}
