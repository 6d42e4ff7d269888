package dev.warder.stepup;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Somebody else before whom people can prove themselves: the provider that they come from. Its
/// methods but the first block for it, and throw `Fault.Unavailable` where it cannot be asked.
public interface Vouching {
  /// For where there is nobody else.
  Vouching NONE = new None();

  /// Whether this person can be sent there for this level.
  boolean isFor(String person, String acr);

  /// @param returnTo where the browser shall come back to
  Departure begin(String person, String acr, Duration maxAge, URI returnTo);

  /// @return empty where nobody is vouched for
  Optional<Word> finish(String person, String acr, Duration maxAge, Errand errand, Return back);

  /// What ties a return to its departure; the state is brought back by the browser, the others
  /// never leave us but for digests.
  record Errand(String state, String nonce, String verifier) {
    /// None of it belongs into a log.
    @Override
    public String toString() {
      return "Errand[]";
    }
  }

  /// @param page where the browser goes
  record Departure(Errand errand, URI page) {}

  /// What the browser brought.
  ///
  /// @param issuer as the provider named itself; absent where it did not
  /// @param to where it came back to
  record Return(String code, String state, @Nullable String issuer, URI to) {
    /// The code may be good still.
    @Override
    public String toString() {
      return "Return[" + to + "]";
    }
  }

  /// That this person has proven herself there at that time.
  record Word(String person, String level, Instant since) {}

  /// Nobody vouches for anybody.
  final class None implements Vouching {
    private None() {}

    @Override
    public boolean isFor(String person, String acr) {
      return false;
    }

    @Override
    public Departure begin(String person, String acr, Duration maxAge, URI returnTo) {
      throw new IllegalStateException("asked for nobody");
    }

    @Override
    public Optional<Word> finish(
        String person, String acr, Duration maxAge, Errand errand, Return back) {
      return Optional.empty();
    }
  }
}
