package dev.warder.model;

/// What one token did lately: calls in the last minute and hour (this one included), and calls in
/// the last ten minutes that were refused or failed (status 400 and above).
public record Rates(int perMinute, int perHour, int errors) {
  public static final Rates NONE = new Rates(0, 0, 0);
}
