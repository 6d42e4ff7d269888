package dev.warder.model;

/// What a call showed to prove who it is.
public sealed interface Credential {
  /// Nothing was shown.
  record Absent() implements Credential {}

  /// One credential, and nothing that contradicts it.
  record Presented(Secret secret) implements Credential {}

  /// Two different credentials in one call: which one the upstream would believe is unknown.
  record Conflicting() implements Credential {}

  static Credential of(String secret) {
    return new Presented(new Secret(secret));
  }
}
