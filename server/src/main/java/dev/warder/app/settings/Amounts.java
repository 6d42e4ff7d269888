package dev.warder.app.settings;

import java.time.Duration;
import java.util.Optional;

/// Durations and sizes as people write them: a whole number and a unit, `15m`, `50GB`.
public final class Amounts {
  private static final int MOST_DIGITS = 12;

  private Amounts() {}

  /// With `ms`, `s`, `m`, `h`, `d` or `w`.
  public static Optional<Duration> duration(String text) {
    int digits = digits(text);
    if (digits == 0) {
      return Optional.empty();
    }
    long amount = Long.parseLong(text, 0, digits, 10);
    return switch (text.substring(digits)) {
      case "ms" -> Optional.of(Duration.ofMillis(amount));
      case "s" -> Optional.of(Duration.ofSeconds(amount));
      case "m" -> Optional.of(Duration.ofMinutes(amount));
      case "h" -> Optional.of(Duration.ofHours(amount));
      case "d" -> Optional.of(Duration.ofDays(amount));
      case "w" -> amount > Integer.MAX_VALUE ? Optional.empty() : Optional.of(weeks(amount));
      default -> Optional.empty();
    };
  }

  private static Duration weeks(long amount) {
    return Duration.ofDays(7 * amount);
  }

  /// Bytes, from `B`, `KB`, `MB`, `GB` or `TB` (powers of 1000), or `KiB` and so on (of 1024).
  public static Optional<Long> size(String text) {
    int digits = digits(text);
    String unit = text.substring(digits);
    if (digits == 0) {
      return Optional.empty();
    }
    long base = unit.endsWith("iB") ? 1024 : 1000;
    int power = "BKMGT".indexOf(unit.isEmpty() ? ' ' : unit.charAt(0));
    boolean known = power == 0 ? unit.equals("B") : unit.matches("[KMGT]i?B");
    if (!known) {
      return Optional.empty();
    }
    long bytes = Long.parseLong(text, 0, digits, 10);
    for (int i = 0; i < power; i++) {
      if (bytes > Long.MAX_VALUE / base) {
        return Optional.empty();
      }
      bytes *= base;
    }
    return Optional.of(bytes);
  }

  /// The shortest way to write a duration exactly.
  public static String show(Duration duration) {
    long millis = duration.toMillis();
    String[] units = {"d", "h", "m", "s"};
    long[] lengths = {86_400_000, 3_600_000, 60_000, 1_000};
    for (int i = 0; i < units.length; i++) {
      if (millis >= lengths[i] && millis % lengths[i] == 0) {
        return millis / lengths[i] + units[i];
      }
    }
    return millis + "ms";
  }

  private static int digits(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    return digits > MOST_DIGITS ? 0 : digits;
  }
}
