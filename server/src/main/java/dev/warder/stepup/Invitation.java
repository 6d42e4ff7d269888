package dev.warder.stepup;

import java.time.Instant;

/// Lets somebody enrol one thing to prove himself with, once.
///
/// @param digest of the secret that stands in the link
public record Invitation(String digest, String principal, Instant expiresAt, boolean used) {}
