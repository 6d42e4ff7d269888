package dev.warder.replay;

import java.util.List;
import java.util.Optional;

/// What a replay counts of the decisions that it judged again.
public enum Measure {
  /// Denied now, and not before.
  NEWLY_DENIED("newlyDenied"),
  /// A stricter verdict than before.
  NEWLY_HINDERED("newlyHindered"),
  /// Passes now, and did not before.
  NEWLY_ALLOWED("newlyAllowed"),
  /// Another verdict than before, whichever way.
  CHANGED("changed");

  private final String wire;

  Measure(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  static Optional<Measure> of(String wire) {
    return List.of(values()).stream().filter(each -> each.wire.equals(wire)).findFirst();
  }

  /// Whether it counts a change from one verdict to another.
  boolean counts(Mark before, Mark after) {
    return switch (this) {
      case NEWLY_DENIED -> after == Mark.DENY && before != Mark.DENY;
      case NEWLY_HINDERED -> after.compareTo(before) > 0;
      case NEWLY_ALLOWED -> after.passes() && !before.passes();
      case CHANGED -> before != after;
    };
  }
}
