package dev.warder.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that was done other than deciding a call: a token made, a policy changed, the audit
/// read.
///
/// Details are texts, numbers, booleans, nothing, and lists and maps of these; times and durations
/// become text. Anything else is refused, a secret above all: the journal never forgets.
///
/// @param id `evt_` and a sortable identifier
/// @param kind dotted, for example `token.created`; never `decision`
/// @param actor who did it: a principal, or `system`
/// @param subject what it was done to: the id of a token, a principal, a revision; may be empty
public record Event(
    String id,
    Instant time,
    String kind,
    String actor,
    String subject,
    Map<String, Object> details) {
  private static final int DEEPEST = 16;

  public Event {
    if (kind.equals(Label.DECISION)) {
      throw new IllegalArgumentException("a decision is not an event");
    }
    details = copy(details, 0);
  }

  @SuppressWarnings("NullAway") // a detail may be nothing; Map's bound cannot say so
  private static Map<String, Object> copy(Map<?, ?> map, int depth) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), plain(value, depth + 1)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object plain(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("details are nested too deeply");
    }
    return switch (value) {
      case null -> null;
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      case Long number -> number;
      case Double number -> number;
      case Boolean flag -> flag;
      case String text -> text;
      case Instant time -> time.toString();
      case Duration duration -> duration.toString();
      case Collection<?> list -> copy(list, depth);
      case Map<?, ?> map -> copy(map, depth);
      default -> throw new IllegalArgumentException("not a detail: " + value.getClass().getName());
    };
  }

  private static List<@Nullable Object> copy(Collection<?> list, int depth) {
    List<@Nullable Object> copy = new ArrayList<>(list.size());
    list.forEach(value -> copy.add(plain(value, depth + 1)));
    return Collections.unmodifiableList(copy);
  }
}
