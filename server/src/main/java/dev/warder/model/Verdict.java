package dev.warder.model;

import java.time.Duration;

/// The answer to a call, from open to shut.
public sealed interface Verdict {
  record Allow() implements Verdict {}

  /// Passes, with less than the token's full reach.
  record Restrict(Restrictions remaining) implements Verdict {}

  /// Too fast: not before `retryAfter`.
  record Throttle(Duration retryAfter) implements Verdict {}

  record StepUp(Challenge challenge) implements Verdict {}

  record Deny(Denial why) implements Verdict {}

  default boolean passes() {
    return this instanceof Allow || this instanceof Restrict;
  }

  /// The name that people script against.
  default String wire() {
    return switch (this) {
      case Allow a -> "allow";
      case Restrict r -> "restrict";
      case Throttle t -> "throttle";
      case StepUp s -> "step_up";
      case Deny d -> "deny";
    };
  }
}
