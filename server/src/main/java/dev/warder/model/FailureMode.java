package dev.warder.model;

/// What a route answers when place, network or risk are late or missing. Nothing else may be open.
public enum FailureMode {
  CLOSED("closed"),
  OPEN("open"),
  STEP_UP("stepUp");

  private final String wire;

  FailureMode(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }
}
