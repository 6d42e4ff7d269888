package dev.warder.store.memory;

import dev.warder.model.Principal;
import dev.warder.risk.Owner;
import dev.warder.risk.ProfileStore;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Profiles on the heap: as many as there are principals in use.
public final class MemoryProfileStore implements ProfileStore {
  private final ConcurrentHashMap<Principal, Owner> owners = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Owner> byToken = new ConcurrentHashMap<>();

  @Override
  public Owner owner(Principal principal) {
    Owner owner = owners.get(principal);
    return owner != null ? owner : owners.computeIfAbsent(principal, Owner::new);
  }

  @Override
  public Optional<Owner> find(Principal principal) {
    return Optional.ofNullable(owners.get(principal));
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
    owners.values().forEach(visitor);
  }

  @Override
  public void remove(Owner owner) {
    if (owners.remove(owner.principal(), owner)) {
      byToken.values().removeIf(bound -> bound == owner);
    }
  }
}
