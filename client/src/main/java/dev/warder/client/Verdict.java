package dev.warder.client;

/// What Warder says of a call.
public enum Verdict {
  ALLOW("allow"),
  /// It passes, with what is left of its scopes.
  RESTRICT("restrict"),
  THROTTLE("throttle"),
  STEP_UP("step_up"),
  DENY("deny");

  private final String wire;

  Verdict(String wire) {
    this.wire = wire;
  }

  /// As it stands in answers and headers.
  public String wire() {
    return wire;
  }

  public boolean passes() {
    return this == ALLOW || this == RESTRICT;
  }

  /// What is not known denies: a newer Warder may have more words.
  static Verdict of(String wire) {
    for (Verdict each : values()) {
      if (each.wire.equals(wire)) {
        return each;
      }
    }
    return DENY;
  }
}
