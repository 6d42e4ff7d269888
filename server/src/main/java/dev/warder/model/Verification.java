package dev.warder.model;

import org.jspecify.annotations.Nullable;

/// The outcome of checking a credential.
public sealed interface Verification {
  record Verified(Identity identity) implements Verification {}

  /// @param token the token that was recognised before it was refused, for the record only
  record Refused(Refusal reason, @Nullable Token token) implements Verification {}
}
