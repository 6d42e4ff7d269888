package dev.warder.stepup;

import java.util.Locale;
import java.util.Optional;

/// How far a challenge has come. It leaves `OPEN` once and never comes back.
public enum ChallengeState {
  OPEN,
  /// Proof was given: the same call passes for a while, or once.
  MET,
  /// The owner said no.
  DENIED,
  /// Too many wrong answers.
  LOCKED,
  /// Nobody answered in time.
  EXPIRED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ChallengeState> of(String wire) {
    for (ChallengeState state : values()) {
      if (state.wire().equals(wire)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
