package dev.warder.policy;

import java.util.List;
import java.util.Optional;

/// What rules about incidents may look at.
///
/// @param severity `info` to `critical`
/// @param rank the same as a number, 0 to 4
/// @param about `principal`, `network` or `population`
/// @param subject the principal's id, the network as a CIDR, or empty
/// @param detectors that found something, by name
/// @param tokens by id
/// @param detections how often something was found
public record IncidentFacts(
    String id,
    String severity,
    int rank,
    String about,
    String subject,
    List<String> detectors,
    List<String> tokens,
    int detections) {
  public IncidentFacts {
    detectors = List.copyOf(detectors);
    tokens = List.copyOf(tokens);
  }

  /// The principal that it is about; empty where it is about none.
  String principal() {
    return about.equals("principal") ? subject : "";
  }

  /// The value of a variable; nothing where there is none of that name.
  Optional<Object> value(String name) {
    return switch (name) {
      case "incident.id" -> Optional.of(id);
      case "incident.severity" -> Optional.of(severity);
      case "incident.rank" -> Optional.of((long) rank);
      case "incident.about" -> Optional.of(about);
      case "incident.principal" -> Optional.of(principal());
      case "incident.network" -> Optional.of(about.equals("network") ? subject : "");
      case "incident.detectors" -> Optional.of(detectors);
      case "incident.tokens" -> Optional.of(tokens);
      case "incident.detections" -> Optional.of((long) detections);
      default -> Optional.empty();
    };
  }
}
