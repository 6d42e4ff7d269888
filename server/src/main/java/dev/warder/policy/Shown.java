package dev.warder.policy;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Values as people write them in a policy.
final class Shown {
  private static final int MOST = 10;

  private Shown() {}

  static String value(Object value) {
    return switch (value) {
      case String text -> '"' + Problems.quote(text) + '"';
      case Duration span -> span(span);
      case Collection<?> list ->
          list.stream()
              .limit(MOST)
              .map(Shown::value)
              .collect(Collectors.joining(", ", "[", list.size() > MOST ? ", ...]" : "]"));
      default -> Problems.quote(String.valueOf(value));
    };
  }

  private static String span(Duration span) {
    if (span.equals(Variables.NEVER_PROVEN)) {
      return "never";
    }
    List<String> parts =
        List.of(
            part(span.toDays(), "d"),
            part(span.toHoursPart(), "h"),
            part(span.toMinutesPart(), "m"),
            part(span.toSecondsPart(), "s"));
    String text = String.join("", parts);
    return text.isEmpty() ? span.toMillis() + "ms" : text;
  }

  private static String part(long amount, String unit) {
    return amount == 0 ? "" : amount + unit;
  }
}
