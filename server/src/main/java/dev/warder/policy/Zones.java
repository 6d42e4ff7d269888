package dev.warder.policy;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/// The time zones that a condition may name.
final class Zones {
  private static final Set<String> KNOWN = Set.copyOf(ZoneId.getAvailableZoneIds());

  private Zones() {}

  /// What is wrong with a zone, or nothing.
  static Optional<String> wrong(String text) {
    if (KNOWN.contains(text) || isOffset(text)) {
      return Optional.empty();
    }
    return Optional.of(
        Problems.quote(text)
            + " is not a time zone such as Europe/Berlin"
            + Spelling.hint(text, KNOWN));
  }

  /// As CEL takes it: hours and minutes from UTC.
  private static boolean isOffset(String text) {
    String digits = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
    return digits.length() == 5
        && digits.charAt(2) == ':'
        && (digits.substring(0, 2) + digits.substring(3)).chars().allMatch(Character::isDigit)
        && digits.compareTo("14:00") <= 0
        && digits.charAt(3) < '6';
  }
}
