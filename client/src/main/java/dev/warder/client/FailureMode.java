package dev.warder.client;

/// What becomes of a call that Warder gave no decision on.
public enum FailureMode {
  /// It is refused. The careful choice.
  CLOSED,
  /// It passes where Warder cannot be reached or is late, and there only: an answer that makes no
  /// sense, or says that we are not known, refuses it nevertheless.
  OPEN
}
