package dev.warder.policy;

import java.time.Duration;
import java.util.Optional;

/// Durations as YAML writes them: digits and one unit, such as `500ms`, `30s`, `15m`, `1h`, `1d`.
final class Spans {
  private static final int MOST_DIGITS = 9;

  private Spans() {}

  /// Nothing where it is none, or not longer than zero.
  static Optional<Duration> parse(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    if (digits == 0 || digits > MOST_DIGITS) {
      return Optional.empty();
    }
    long count = Long.parseLong(text.substring(0, digits));
    Optional<Duration> unit =
        switch (text.substring(digits)) {
          case "ms" -> Optional.of(Duration.ofMillis(1));
          case "s" -> Optional.of(Duration.ofSeconds(1));
          case "m" -> Optional.of(Duration.ofMinutes(1));
          case "h" -> Optional.of(Duration.ofHours(1));
          case "d" -> Optional.of(Duration.ofDays(1));
          default -> Optional.empty();
        };
    return count == 0 ? Optional.empty() : unit.map(u -> u.multipliedBy(count));
  }
}
