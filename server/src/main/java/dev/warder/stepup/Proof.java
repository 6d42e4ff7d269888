package dev.warder.stepup;

import java.time.Instant;

/// What a challenge was met with.
///
/// @param level the `acr` that was reached
/// @param way `totp`, `recovery`, `passkey`; with `owner:` before it where the owner gave it
/// @param by who gave it: a principal
/// @param until when it stops to count
/// @param once whether it lets only one call pass
/// @param spent whether that call was made
public record Proof(
    String level,
    String way,
    String by,
    Instant since,
    Instant until,
    boolean once,
    boolean spent) {
  Proof used() {
    return new Proof(level, way, by, since, until, once, true);
  }

  boolean countsAt(Instant now) {
    return now.isBefore(until) && !(once && spent);
  }
}
