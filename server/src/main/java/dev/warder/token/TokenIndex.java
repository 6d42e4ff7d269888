package dev.warder.token;

import dev.warder.model.PrincipalKind;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import java.util.Optional;
import java.util.Set;

/// The tokens as decisions see them: in heap, complete, as new as the last acknowledged change.
///
/// No method blocks, does I/O or throws. A change is seen whole: never a token that is half
/// rotated.
public interface TokenIndex {
  Optional<Token> find(String id);

  /// By the digest of a secret in force, or of the one before it, whether or not its grace lasts.
  Optional<Token> findByDigest(TokenDigest digest);

  /// A principal has one kind for as long as it has tokens.
  Optional<PrincipalKind> kindOf(String principal);

  /// Names of the keys that any stored digest was made with.
  Set<String> keyIds();

  /// How many tokens there are, revoked and expired ones too.
  int size();
}
