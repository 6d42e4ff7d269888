package dev.warder.decide;

import dev.warder.model.Address;
import dev.warder.model.Credential;
import org.jspecify.annotations.Nullable;

/// Finds out who calls Warder itself.
@SuppressWarnings("DoNotCallSuggester")
public final class Callers {
  /// @throws dev.warder.model.Fault.Unauthenticated always with the same text, whatever was wrong
  public Caller authenticate(Credential credential, @Nullable Address from) {
    throw new UnsupportedOperationException(credential + " " + from);
  }

  /// A gateway that proved itself with a client certificate of the configured authority.
  public Caller certificate(String subject) {
    throw new UnsupportedOperationException(subject);
  }
}
