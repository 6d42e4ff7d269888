package dev.warder.react.signal;

import dev.warder.react.Limits;
import java.time.Duration;

/// Somebody whose events are believed.
///
/// @param issuer as it calls itself
/// @param audience what it calls us
/// @param keys where its keys are: a path, or an https URL
/// @param revoke whether tokens are revoked; otherwise they are quarantined, which can be undone
/// @param lasts how long a quarantine lasts
/// @param limits how far it is followed
public record Provider(
    String issuer, String audience, String keys, boolean revoke, Duration lasts, Limits limits) {}
