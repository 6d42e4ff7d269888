package dev.warder.api;

import dev.warder.audit.Event;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import java.util.List;
import java.util.stream.Stream;

/// The record that a principal was forgotten, and whom it means.
public final class Forgetting {
  /// The kind of its record.
  public static final String KIND = "principal.forgotten";

  private Forgetting() {}

  /// Whom a record wants forgotten: nobody where it is something else.
  public static List<Principal> of(Event event) {
    return event.kind().equals(KIND) ? named(event.subject()) : List.of();
  }

  /// A name may have been used for principals of each kind.
  static List<Principal> named(String id) {
    return Stream.of(PrincipalKind.values()).map(kind -> new Principal(id, kind)).toList();
  }
}
