package dev.warder.stepup;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Something a person can prove to be herself with.
///
/// @param principal whose it is
/// @param name what the person calls it
/// @param data a sealed key (`TOTP`), the credential as it was registered (`PASSKEY`), a keyed
///   digest (`RECOVERY`)
/// @param counter the newest step used (`TOTP`), the authenticator's own count (`PASSKEY`), 1 when
///   used (`RECOVERY`): it only grows
public record Factor(
    String id,
    String principal,
    Kind kind,
    String name,
    Instant createdAt,
    String data,
    long counter) {

  /// A way to prove oneself, the strongest and handiest first.
  public enum Kind {
    PASSKEY("phr"),
    /// A code from an authenticator app.
    TOTP("mfa"),
    /// A code from paper, good once.
    RECOVERY("mfa");

    private final String level;

    Kind(String level) {
      this.level = level;
    }

    /// The `acr` that it reaches.
    public String level() {
      return level;
    }

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String wire) {
      for (Kind kind : values()) {
        if (kind.wire().equals(wire)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /// The same with its counter further on.
  public Factor at(long newer) {
    return new Factor(id, principal, kind, name, createdAt, data, newer);
  }

  /// Neither key nor digest belongs into a log.
  @Override
  public String toString() {
    return "Factor[" + id + ", " + principal + ", " + kind + "]";
  }
}
