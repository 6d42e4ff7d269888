package dev.warder.token;

/// A creating call that may be repeated.
///
/// @param bodyHash what was asked for, as a fingerprint: another body under the same key is an
///   error
public record CreationRequest(IdempotencyKey key, String bodyHash) {}
