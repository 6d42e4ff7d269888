package dev.warder.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The value that a test case gives to a variable, as CEL sees it.
final class GivenValue {
  private GivenValue() {}

  /// Nothing where the node does not fit the kind.
  static Optional<Object> read(Variable.Kind kind, Node node) {
    return switch (kind) {
      case TEXT -> text(node).map(t -> t);
      case WHOLE -> whole(node).map(n -> n);
      case NUMBER -> number(node).map(n -> n);
      case TRUTH -> truth(node).map(t -> t);
      case SPAN -> text(node).flatMap(GivenValue::span);
      case MOMENT -> text(node).flatMap(GivenValue::moment).map(t -> t);
      case TEXTS -> list(node, Variable.Kind.TEXT);
      case TEXT_BY_NAME -> byName(node, Variable.Kind.TEXT).map(m -> new ValueByName<>(m, ""));
      case NUMBER_BY_NAME -> byName(node, Variable.Kind.NUMBER).map(m -> new ValueByName<>(m, 0.0));
      case ANYTHING_BY_NAME -> node instanceof Node.Mapping ? anything(node) : Optional.empty();
    };
  }

  static Optional<Instant> moment(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> span(String text) {
    Optional<Object> zero = text.equals("0s") ? Optional.of(Duration.ZERO) : Optional.empty();
    return zero.or(() -> Spans.parse(text).map(d -> d));
  }

  private static Optional<String> text(Node node) {
    return node instanceof Node.Scalar scalar && !scalar.isNull()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  private static Optional<Long> whole(Node node) {
    Optional<String> digits =
        plain(node)
            .filter(t -> t.length() <= 19)
            .filter(t -> t.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-'));
    try {
      return digits.map(Long::valueOf);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> number(Node node) {
    try {
      return plain(node)
          .filter(t -> t.length() <= 40)
          .map(t -> new BigDecimal(t).doubleValue())
          .filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Boolean> truth(Node node) {
    return plain(node)
        .filter(t -> t.equals("true") || t.equals("false"))
        .map(t -> t.equals("true"));
  }

  private static Optional<String> plain(Node node) {
    return text(node).filter(t -> node instanceof Node.Scalar scalar && scalar.plain());
  }

  private static Optional<Object> list(Node node, Variable.Kind kind) {
    if (!(node instanceof Node.Sequence sequence)) {
      return Optional.empty();
    }
    List<Object> items = new ArrayList<>();
    for (Node item : sequence.items()) {
      Optional<Object> value = read(kind, item);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      items.add(value.get());
    }
    return Optional.of(List.copyOf(items));
  }

  private static Optional<Map<String, Object>> byName(Node node, Variable.Kind kind) {
    if (!(node instanceof Node.Mapping mapping)) {
      return Optional.empty();
    }
    Map<String, Object> values = new HashMap<>();
    for (Map.Entry<String, Node.Entry> each : mapping.entries().entrySet()) {
      Optional<Object> value = read(kind, each.getValue().value());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.put(each.getKey(), value.get());
    }
    return Optional.of(values);
  }

  /// As JSON would give it.
  private static Optional<Object> anything(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> {
        Map<String, Object> values = new HashMap<>();
        mapping.entries().forEach((k, e) -> anything(e.value()).ifPresent(v -> values.put(k, v)));
        yield Optional.of(Map.copyOf(values));
      }
      case Node.Sequence sequence ->
          Optional.of(sequence.items().stream().flatMap(i -> anything(i).stream()).toList());
      case Node.Scalar scalar ->
          truth(scalar)
              .<Object>map(t -> t)
              .or(() -> whole(scalar))
              .or(() -> number(scalar))
              .or(() -> text(scalar));
    };
  }
}
