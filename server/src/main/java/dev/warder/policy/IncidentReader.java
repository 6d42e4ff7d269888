package dev.warder.policy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the incident that a test case gives: what it does not say is as with an ordinary one of
/// medium severity, found once, about a principal.
final class IncidentReader {
  static final Set<String> KEYS =
      Set.of("severity", "about", "principal", "network", "detectors", "tokens", "detections");

  /// By rank.
  static final List<String> SEVERITIES = List.of("info", "low", "medium", "high", "critical");

  static final Set<String> ABOUT = Set.of("principal", "network", "population");
  static final int MOST_TEXTS = 1_000;
  private static final int LONGEST = 256;

  private final Problems problems;

  IncidentReader(Problems problems) {
    this.problems = problems;
  }

  Optional<IncidentFacts> read(Node node) {
    return Fields.of(node, "incident", KEYS, problems).map(this::facts);
  }

  private IncidentFacts facts(Fields fields) {
    String severity = word(fields, "severity", SEVERITIES, "medium");
    String principal = text(fields, "principal", "alice");
    String network = text(fields, "network", "203.0.113.0/24");
    String about =
        word(fields, "about", ABOUT, fields.get("network").isEmpty() ? "principal" : "network");
    String subject =
        switch (about) {
          case "principal" -> principal;
          case "network" -> network;
          default -> "";
        };
    return new IncidentFacts(
        "inc_test",
        severity,
        SEVERITIES.indexOf(severity),
        about,
        subject,
        texts(fields, "detectors"),
        texts(fields, "tokens"),
        detections(fields));
  }

  private String word(Fields fields, String key, Collection<String> known, String otherwise) {
    Optional<Node.Scalar> scalar = fields.get(key).flatMap(n -> fields.scalar(n, key));
    if (scalar.isPresent() && !known.contains(scalar.get().text())) {
      String all = String.join(", ", known.stream().sorted().toList());
      problems.add(scalar.get().at(), "incident." + key + " is one of " + all);
      return otherwise;
    }
    return scalar.map(Node.Scalar::text).orElse(otherwise);
  }

  private String text(Fields fields, String key, String otherwise) {
    Optional<Node.Scalar> scalar = fields.get(key).flatMap(n -> fields.scalar(n, key));
    if (scalar.isPresent() && scalar.get().text().length() > LONGEST) {
      problems.add(scalar.get().at(), "incident." + key + " has at most 256 characters");
    }
    return scalar.map(Node.Scalar::text).orElse(otherwise);
  }

  private static List<String> texts(Fields fields, String key) {
    return fields.texts(key, MOST_TEXTS, Optional::of, "a text").orElse(List.of());
  }

  private int detections(Fields fields) {
    Optional<Node> node = fields.get("detections");
    Optional<Integer> count =
        node.flatMap(n -> GivenValue.read(Variable.Kind.WHOLE, n))
            .map(value -> value instanceof Long number ? number : 0L)
            .filter(number -> number >= 1 && number <= 1_000_000)
            .map(Long::intValue);
    if (node.isPresent() && count.isEmpty()) {
      problems.add(node.get().at(), "incident.detections is a whole number from 1 to 1000000");
    }
    return count.orElse(1);
  }
}
