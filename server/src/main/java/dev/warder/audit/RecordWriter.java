package dev.warder.audit;

import dev.warder.model.RateLimit;
import dev.warder.model.Restrictions;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How records write what has no form of its own in JSON: optional members, times, lists, limits.
final class RecordWriter {
  private static final long MILLIS_PER_DAY = 86_400_000L;

  final JsonWriter json;

  RecordWriter(int capacity) {
    json = new JsonWriter(capacity);
  }

  /// A member that is left out where it is absent.
  void text(String name, @Nullable String value) {
    if (value != null) {
      json.name(name).value(value);
    }
  }

  void texts(String name, @Nullable Collection<String> values) {
    if (values != null) {
      json.name(name);
      texts(values);
    }
  }

  void texts(Collection<String> values) {
    json.beginArray();
    for (String value : values) {
      json.value(value);
    }
    json.endArray();
  }

  /// RFC 3339 in UTC with milliseconds, or as fine as the instant is: a replay needs it exactly.
  void time(String name, @Nullable Instant time) {
    if (time == null) {
      return;
    }
    json.name(name);
    long second = time.getEpochSecond();
    boolean plain = second >= 0 && second < 253_402_300_800L && time.getNano() % 1_000_000 == 0;
    json.value(plain ? millis(time.toEpochMilli()) : DateTimeFormatter.ISO_INSTANT.format(time));
  }

  private static String millis(long epochMillis) {
    // Days to a civil date: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    long shifted = epochMillis / MILLIS_PER_DAY + 719_468;
    long era = shifted / 146_097;
    int dayOfEra = (int) (shifted - era * 146_097);
    int year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100);
    int month = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * month + 2) / 5 + 1;
    int civilMonth = month < 10 ? month + 3 : month - 9;
    int civilYear = (int) (year + era * 400) + (civilMonth <= 2 ? 1 : 0);
    int ofDay = (int) (epochMillis % MILLIS_PER_DAY);
    char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
    digits(text, 0, 4, civilYear);
    digits(text, 5, 2, civilMonth);
    digits(text, 8, 2, day);
    digits(text, 11, 2, ofDay / 3_600_000);
    digits(text, 14, 2, ofDay / 60_000 % 60);
    digits(text, 17, 2, ofDay / 1000 % 60);
    digits(text, 20, 3, ofDay % 1000);
    return new String(text);
  }

  private static void digits(char[] into, int at, int count, int value) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      into[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  void limit(String name, @Nullable RateLimit limit) {
    if (limit == null) {
      return;
    }
    json.name(name).beginObject();
    json.name("requests").value(limit.requests());
    json.name("per").value(limit.per().toString());
    json.endObject();
  }

  void restrictions(String name, @Nullable Restrictions remaining) {
    if (remaining == null) {
      return;
    }
    json.name(name).beginObject();
    texts("scopes", remaining.scopes());
    texts("methods", remaining.methods());
    texts("routes", remaining.routes());
    limit("rate", remaining.rate());
    json.endObject();
  }

  /// What an event carries: texts, numbers, booleans, nothing, and lists and maps of them.
  void free(@Nullable Object value) {
    switch (value) {
      case null -> json.nothing();
      case String text -> json.value(text);
      case Long number -> json.value(number);
      case Double number -> json.value(number);
      case Boolean flag -> json.value(flag);
      case List<?> list -> {
        json.beginArray();
        list.forEach(this::free);
        json.endArray();
      }
      case Map<?, ?> map -> {
        json.beginObject();
        map.forEach((key, member) -> {
          json.key((String) key);
          free(member);
        });
        json.endObject();
      }
      default -> throw new IllegalArgumentException("not a detail: " + value.getClass());
    }
  }
}
