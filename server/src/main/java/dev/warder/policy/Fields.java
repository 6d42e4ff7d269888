package dev.warder.policy;

import dev.warder.model.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads the fields of one mapping, strictly: every key must be known, every value of its type.
final class Fields {
  private final Node.Mapping mapping;
  private final Problems problems;

  private Fields(Node.Mapping mapping, Problems problems) {
    this.mapping = mapping;
    this.problems = problems;
  }

  /// @param what the thing's name in messages, for example `a rule`
  static Optional<Fields> of(Node node, String what, Set<String> known, Problems problems) {
    if (!(node instanceof Node.Mapping mapping)) {
      problems.add(node.at(), what + " must be a mapping, not " + node.kind());
      return Optional.empty();
    }
    mapping
        .entries()
        .forEach((key, entry) -> {
          if (!known.contains(key)) {
            String hint = Spelling.hint(key, known);
            String all = "; known are " + String.join(", ", known.stream().sorted().toList());
            String text = "unknown key " + Problems.quote(key) + " in " + what;
            problems.add(entry.keyAt(), text + (hint.isEmpty() ? all : hint));
          }
        });
    return Optional.of(new Fields(mapping, problems));
  }

  Position at() {
    return mapping.at();
  }

  Optional<Node> get(String key) {
    return Optional.ofNullable(mapping.get(key));
  }

  Optional<Node> required(String key, String what) {
    Optional<Node> value = get(key);
    if (value.isEmpty()) {
      problems.add(mapping.at(), what + " needs " + key);
    }
    return value;
  }

  Optional<Node.Scalar> scalar(Node node, String key) {
    if (node instanceof Node.Scalar scalar && !scalar.isNull()) {
      return Optional.of(scalar);
    }
    String found = node instanceof Node.Scalar ? "nothing" : node.kind();
    problems.add(node.at(), key + " must be a single value, not " + found);
    return Optional.empty();
  }

  List<Node> items(Node node, String key, int most) {
    if (!(node instanceof Node.Sequence sequence)) {
      problems.add(node.at(), key + " must be a list, not " + node.kind());
      return List.of();
    }
    if (sequence.items().size() > most) {
      problems.add(sequence.items().get(most).at(), "more than " + most + " " + key);
      return List.of();
    }
    return sequence.items();
  }

  /// The items of a list of texts, each read by `reader`; nothing where one is wrong.
  Optional<List<String>> texts(
      String key, int most, Function<String, Optional<String>> reader, String expected) {
    Optional<Node> node = get(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (Node item : items(node.get(), key, most)) {
      Optional<Node.Scalar> scalar = scalar(item, key);
      Optional<String> text = scalar.flatMap(s -> reader.apply(s.text()));
      if (scalar.isPresent() && text.isEmpty()) {
        String quoted = Problems.quote(scalar.get().text());
        problems.add(item.at(), quoted + " is not " + expected);
      }
      text.ifPresent(texts::add);
    }
    return Optional.of(texts);
  }

  Optional<Duration> duration(String key, String what, Duration longest) {
    Optional<Node.Scalar> scalar = required(key, what).flatMap(n -> scalar(n, key));
    Optional<Duration> duration = scalar.flatMap(s -> Spans.parse(s.text()));
    if (scalar.isPresent() && duration.isEmpty()) {
      String quoted = Problems.quote(scalar.get().text());
      problems.add(scalar.get().at(), quoted + " is not a duration such as 30s, 15m, 1h or 1d");
    } else if (duration.isPresent() && duration.get().compareTo(longest) > 0) {
      problems.add(scalar.get().at(), key + " is at most " + longest.toDays() + "d");
      return Optional.empty();
    }
    return duration;
  }

  Optional<RateLimit> rate(String what) {
    Optional<Node.Scalar> scalar = required("requests", what).flatMap(n -> scalar(n, "requests"));
    Optional<Integer> requests = scalar.flatMap(Fields::count);
    if (scalar.isPresent() && requests.isEmpty()) {
      problems.add(scalar.get().at(), "requests must be a whole number from 1 to 1000000");
    }
    Optional<Duration> per = duration("per", what, Duration.ofDays(31));
    return requests.flatMap(r -> per.map(p -> new RateLimit(r, p)));
  }

  private static Optional<Integer> count(Node.Scalar scalar) {
    String text = scalar.text();
    boolean digits =
        !text.isEmpty() && text.length() <= 7 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int value = digits && scalar.plain() ? Integer.parseInt(text) : 0;
    return value >= 1 && value <= 1_000_000 ? Optional.of(value) : Optional.empty();
  }
}
