package dev.warder.stepup;

import dev.warder.model.Secret;

/// What somebody shows to prove himself.
public sealed interface Evidence {
  /// The kind of thing that it was made with.
  Factor.Kind kind();

  /// A code from an app or from paper.
  record Code(Factor.Kind kind, Secret code) implements Evidence {}

  /// What an authenticator signed.
  ///
  /// @param ticket that was given out with the question
  /// @param credential JSON, as the browser gives it (`PublicKeyCredential.toJSON()`)
  record Signed(String ticket, String credential) implements Evidence {
    @Override
    public Factor.Kind kind() {
      return Factor.Kind.PASSKEY;
    }
  }
}
