package dev.warder.stepup;

import java.util.Optional;

/// Who answers for a challenge: the person that is asked, or the owner of the machine.
///
/// The tags `owner` and `ownerMail` of a token count before the owner of its principal. Both are
/// looked up when they are needed, so that a change counts at once.
public final class Owners {
  private final OwnerStore store;
  private final Tags tags;

  /// Where the tags of a token are found.
  public interface Tags {
    Optional<Owner> ownerOf(String tokenId);
  }

  public Owners(OwnerStore store, Tags tags) {
    this.store = store;
    this.tags = tags;
  }

  /// Absent where nobody is known: such a challenge cannot be met.
  public Optional<String> answering(ProofRequest request) {
    return request.isForOwner()
        ? owner(request).map(Owner::principal)
        : Optional.of(request.principal().id());
  }

  /// Where the owner of a machine is told; empty where that is not known.
  public String mail(ProofRequest request) {
    return owner(request).map(Owner::mail).orElse("");
  }

  private Optional<Owner> owner(ProofRequest request) {
    return tags.ownerOf(request.tokenId()).or(() -> ownerOf(request.principal().id()));
  }

  public Optional<Owner> ownerOf(String principal) {
    return store.ownerOf(principal);
  }

  /// @param owner `Owner.NOBODY` for nobody
  public void put(String principal, Owner owner) {
    store.put(principal, owner);
  }
}
