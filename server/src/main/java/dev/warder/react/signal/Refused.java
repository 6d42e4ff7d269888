package dev.warder.react.signal;

/// That an event is not believed, in the words of RFC 8935.
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  Refused(String code, String description) {
    super(description);
    this.code = code;
  }

  public String code() {
    return code;
  }

  public String description() {
    return String.valueOf(getMessage());
  }
}
