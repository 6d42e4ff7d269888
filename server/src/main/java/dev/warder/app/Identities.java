package dev.warder.app;

import dev.warder.app.settings.Settings;
import dev.warder.gateway.ProofSettings;
import dev.warder.store.sqlite.SqliteDatabase;
import dev.warder.store.sqlite.SqliteStandingStore;
import dev.warder.token.KeyProofs;
import dev.warder.token.Nonces;
import dev.warder.token.Peppers;
import dev.warder.token.Principals;
import dev.warder.token.TokenStore;
import dev.warder.token.Verifier;
import dev.warder.token.provider.Logins;
import dev.warder.token.provider.Providers;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Who may come in, by what, and who may not.
///
/// @param nonces absent where proofs need none
record Identities(
    Principals principals,
    Verifier verifier,
    @Nullable Nonces nonces,
    Logins logins,
    Settings settings,
    InstantSource clock) {
  static Identities open(
      Settings settings,
      SqliteDatabase database,
      Peppers peppers,
      TokenStore tokens,
      InstantSource clock,
      Closing closing) {
    Settings.Identity configured = settings.identity();
    Providers providers = closing.add(Providers.open(configured.providers(), clock));
    Principals principals = new Principals(new SqliteStandingStore(database), clock);
    Nonces nonces = configured.nonceNeeded() ? new Nonces(new SecureRandom()) : null;
    Verifier verifier =
        new Verifier(
            peppers,
            tokens.index(),
            providers,
            principals,
            new KeyProofs(configured.proofWindow(), nonces),
            clock.instant());
    return new Identities(principals, verifier, nonces, providers.logins(), settings, clock);
  }

  /// What the doors do about calls that show a key.
  ProofSettings proofs() {
    return Fittings.proofs(settings, nonces, clock);
  }
}
