package dev.warder.token;

import dev.warder.model.Trace;
import dev.warder.model.Verification;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Credentials that somebody else issued and vouches for: how they are checked.
public interface ForeignTokens {
  /// Where nobody else is believed.
  ForeignTokens NONE =
      new ForeignTokens() {
        @Override
        public CompletableFuture<Void> ready(String secret, @Nullable Trace trace) {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public Optional<Verification> judge(String secret, Instant now) {
          return Optional.empty();
        }
      };

  /// Completes when everything that can be had to judge this credential is here, which it mostly is
  /// already; what could not be had is found missing by `judge`. Does not block.
  ///
  /// @param trace of the call, for an issuer that has to be asked
  CompletableFuture<Void> ready(String secret, @Nullable Trace trace);

  /// What its issuer says of it, from what is here. No I/O, no lock. A credential that was not
  /// waited for, or whose issuer could not be asked, is refused.
  ///
  /// @return nothing where nobody that is believed could have issued it
  Optional<Verification> judge(String secret, Instant now);
}
