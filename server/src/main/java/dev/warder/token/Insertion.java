package dev.warder.token;

import dev.warder.model.PrincipalKind;

/// What came of storing a new token.
public sealed interface Insertion {
  record Stored() implements Insertion {}

  /// The idempotency key was used before; nothing was stored now.
  record Repeated(Creation earlier) implements Insertion {}

  /// The principal exists, and is of another kind.
  record OtherKind(PrincipalKind kind) implements Insertion {}

  /// A token with this id or digest is there already.
  record Taken() implements Insertion {}
}
