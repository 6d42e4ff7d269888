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
  final JsonWriter json;

  RecordWriter(JsonWriter json) {
    this.json = json;
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
    boolean plain = second >= 0 && second < Rfc3339.END && time.getNano() % 1_000_000 == 0;
    if (plain) {
      json.time(time.toEpochMilli());
    } else {
      json.value(DateTimeFormatter.ISO_INSTANT.format(time));
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
