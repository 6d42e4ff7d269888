package dev.warder.model;

import org.jspecify.annotations.Nullable;

/// A credential as it was shown: by which call, from where, and with which proof.
///
/// @param source absent where unknown
/// @param scheme empty where unknown
public record Presentation(
    Credential credential,
    @Nullable Address source,
    Possession possession,
    String method,
    String scheme,
    CanonicalPath path) {
  public static Presentation of(Attempt attempt) {
    return new Presentation(
        attempt.credential(),
        attempt.source(),
        attempt.possession(),
        attempt.method(),
        attempt.scheme(),
        attempt.path());
  }
}
