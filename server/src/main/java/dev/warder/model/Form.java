package dev.warder.model;

import java.util.Locale;
import java.util.Optional;

/// How a record looks when it is handed on.
public enum Form {
  /// The journal's own line, byte for byte.
  JSONL,
  /// Open Cybersecurity Schema Framework.
  OCSF,
  /// Elastic Common Schema.
  ECS;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Form> of(String wire) {
    for (Form form : values()) {
      if (form.wire().equals(wire)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }
}
