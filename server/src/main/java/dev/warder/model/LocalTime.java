package dev.warder.model;

import java.time.ZoneId;

/// The hour (0-23) and weekday (1 Monday - 7 Sunday) of a call in the principal's own zone.
public record LocalTime(int hour, int weekday, ZoneId zone) {}
