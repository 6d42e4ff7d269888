package dev.warder.policy;

import dev.warder.model.Effect;
import java.time.Duration;
import java.util.List;

/// What a rule about incidents wants done.
public sealed interface Reaction {
  /// Whom it hits.
  enum Whom {
    /// The tokens that the incident names.
    TOKEN,
    /// The principal that the incident is about, and so all of its tokens.
    PRINCIPAL
  }

  /// An effect that counts on every call for a time: deny is a quarantine.
  record Impose(Effect effect, Duration lasts, Whom whom) implements Reaction {}

  /// @param points of log-odds that every call has more for a time
  record RaiseRisk(double points, Duration lasts, Whom whom) implements Reaction {}

  /// Cannot be undone.
  record Revoke(Whom whom) implements Reaction {}

  /// @param targets by name; empty for all that want such news
  record Notify(List<String> targets) implements Reaction {
    public Notify {
      targets = List.copyOf(targets);
    }
  }

  /// Whether it keeps somebody from something.
  default boolean hinders() {
    return switch (this) {
      case Impose impose -> true;
      case RaiseRisk raise -> true;
      case Revoke revoke -> true;
      case Notify notify -> false;
    };
  }

  /// As policies write it.
  default String wire() {
    return switch (this) {
      case Impose(Effect.Deny deny, var lasts, var whom) -> "quarantine";
      case Impose(Effect.StepUp proof, var lasts, var whom) -> "stepUp";
      case Impose impose -> "restrict";
      case RaiseRisk raise -> "raiseRisk";
      case Revoke revoke -> "revoke";
      case Notify notify -> "notify";
    };
  }
}
