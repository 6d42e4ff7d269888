package dev.warder.risk;

import dev.warder.model.Principal;
import java.util.Optional;
import java.util.function.Consumer;

/// Where the histories of principals are while they are in use.
///
/// Nothing here blocks or does I/O: it is asked on the way of every call. What is stored is shared
/// and mutable; whoever uses an owner holds its monitor.
public interface ProfileStore {
  /// The one owner of this principal, made where there is none: all callers get the same.
  Owner owner(Principal principal);

  /// The same where it is there; nothing is made.
  Optional<Owner> find(Principal principal);

  /// The owner that this token was last bound to.
  Optional<Owner> ownerOf(String tokenId);

  void bind(String tokenId, Owner owner);

  /// Each owner that is there throughout, once; others perhaps.
  void forEach(Consumer<Owner> visitor);

  /// Takes out this very owner and its tokens' bindings. Nothing happens where it is not there.
  void remove(Owner owner);
}
