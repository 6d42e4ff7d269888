package dev.warder.model;

import java.time.Duration;

/// What a rule wants done when it matches.
public sealed interface Effect {
  /// Lets pass what was asserted, where nothing stricter matches. Calls with a token need no grant.
  record Grant() implements Effect {}

  record Deny() implements Effect {}

  record StepUp(String acr, Duration maxAge) implements Effect {}

  record Throttle(RateLimit limit) implements Effect {}

  record Restrict(Restrictions remaining) implements Effect {}
}
