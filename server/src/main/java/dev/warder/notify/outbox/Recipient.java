package dev.warder.notify.outbox;

/// Whom a notice is for.
public sealed interface Recipient {
  /// Whoever runs the service: each target that wants notices of this kind and urgency.
  record Operators() implements Recipient {}

  /// One target, by its name, whatever it wants.
  record Named(String target) implements Recipient {}

  /// Somebody who is written to by mail, through the first target of that kind.
  record Owner(String address) implements Recipient {}
}
