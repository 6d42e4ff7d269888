package dev.warder.model;

/// Something that must never be printed: it shows itself only to who asks by name.
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /// The secret itself. Never log, store or put into an error what this returns.
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
