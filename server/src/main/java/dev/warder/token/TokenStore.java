package dev.warder.token;

import dev.warder.model.Token;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where token records outlive the process.
///
/// Safe for many threads. Writing blocks until the change is durable, happens whole or not at all,
/// and shows in the index before the call returns and never before it is durable. Every method but
/// `index` may throw `Fault.Unavailable`, after which the index still holds the state before.
public interface TokenStore {
  TokenIndex index();

  /// Stores a new token, together with the request that asked for it.
  ///
  /// Of concurrent calls with one idempotency key, exactly one stores its token.
  ///
  /// @param request absent where the caller named no idempotency key; remembered for 24 hours at
  ///   least, counted from the token's creation
  Insertion insert(Token token, @Nullable CreationRequest request);

  /// Puts `after` in the place of the record with its id and the version before its own.
  ///
  /// Of concurrent calls on one version, exactly one succeeds.
  ///
  /// @return whether there was such a record; false changes nothing
  boolean replace(Token after);

  /// What an earlier creating call with this idempotency key asked for and got.
  Optional<Creation> creation(IdempotencyKey key);

  /// At most `limit` matching tokens by ascending id, from behind the id `after`.
  ///
  /// Pages neither repeat nor skip a token that was there when the first one was read.
  List<Token> list(TokenFilter filter, @Nullable String after, int limit);
}
