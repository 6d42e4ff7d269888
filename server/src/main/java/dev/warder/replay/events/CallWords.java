package dev.warder.replay.events;

import dev.warder.model.Address;
import dev.warder.model.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the words of a log's fields, and keeps one of each: logs repeat themselves.
final class CallWords {
  private static final int LONGEST = 2048;
  private static final double MILLIS_FROM = 1e11;

  private final Map<String, String> words = new HashMap<>();
  private final Map<String, Address> addresses = new HashMap<>();

  /// The same text, cut to a length that no honest field has.
  String word(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    String known = words.putIfAbsent(bounded, bounded);
    return known == null ? bounded : known;
  }

  /// Absent where it is no address, as `AWS Internal` is none.
  @Nullable Address address(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    Address known = addresses.get(text);
    if (known == null) {
      known = Address.parse(text).orElse(null);
      if (known != null) {
        addresses.put(text, known);
      }
    }
    return known;
  }

  /// The attacker's name; empty for the owner's own calls.
  String label(@Nullable String text) {
    return text == null || text.isBlank() || text.strip().toLowerCase(Locale.ROOT).equals("legit")
        ? ""
        : word(text.strip());
  }

  String method(@Nullable String text) {
    return text == null || text.isEmpty() ? "GET" : word(text.toUpperCase(Locale.ROOT));
  }

  /// RFC 3339, or the same with a blank instead of the `T`, without a zone meaning UTC; or seconds
  /// or milliseconds since 1970.
  static long time(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new Fault.Invalid("time is missing");
    }
    String stripped = text.strip();
    try {
      if (stripped.endsWith("Z") && stripped.indexOf('T') == 10) {
        return Instant.parse(stripped).toEpochMilli();
      }
      if (stripped.indexOf('-') > 0) {
        return dated(stripped.replace(' ', 'T'));
      }
      double number = Double.parseDouble(stripped);
      if (!Double.isFinite(number)) {
        throw new NumberFormatException();
      }
      return (long) (Math.abs(number) < MILLIS_FROM ? number * 1000 : number);
    } catch (DateTimeException | NumberFormatException e) {
      String shown = stripped.length() > 40 ? stripped.substring(0, 40) + "..." : stripped;
      throw new Fault.Invalid(
          "\"" + shown + "\" is no time; write it as 2026-01-31T23:59:59.000Z", e);
    }
  }

  private static long dated(String text) {
    boolean zoned = text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > 10;
    return zoned
        ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  static int status(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return 0;
    }
    try {
      int status = Integer.parseInt(text.strip());
      return status >= 100 && status <= 599 ? status : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
