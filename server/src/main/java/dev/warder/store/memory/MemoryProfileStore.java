package dev.warder.store.memory;

import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.risk.Owner;
import dev.warder.risk.ProfileStore;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Profiles on the heap: as many as there are principals in use.
public final class MemoryProfileStore implements ProfileStore {
  private static final Owner NOBODY = new Owner(new Principal("", PrincipalKind.SERVICE));

  private final OwnerTable owners = new OwnerTable(NOBODY);
  private final ConcurrentHashMap<String, Owner> byToken = new ConcurrentHashMap<>();

  @Override
  public Owner owner(Principal principal) {
    Owner owner = owners.find(principal);
    return owner != null ? owner : owners.findOrMake(principal);
  }

  @Override
  public Optional<Owner> find(Principal principal) {
    return Optional.ofNullable(owners.find(principal));
  }

  @Override
  public Optional<Owner> ownerOf(String tokenId) {
    return Optional.ofNullable(byToken.get(tokenId));
  }

  @Override
  public void bind(String tokenId, Owner owner) {
    byToken.put(tokenId, owner);
  }

  @Override
  public void forEach(Consumer<Owner> visitor) {
    owners.forEach(visitor);
  }

  @Override
  public void remove(Owner owner) {
    if (owners.remove(owner)) {
      byToken.values().removeIf(bound -> bound == owner);
    }
  }
}
