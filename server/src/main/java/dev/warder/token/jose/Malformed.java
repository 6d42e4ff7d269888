package dev.warder.token.jose;

/// Why something signed is not even read, without anything of it in the text.
public final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  public Malformed(String reason) {
    super(reason, null, false, false);
  }

  Malformed(String reason, Throwable cause) {
    super(reason, cause, false, false);
  }
}
