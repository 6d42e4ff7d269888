package dev.warder.store.memory;

import dev.warder.stepup.Invitation;
import dev.warder.stepup.InvitationStore;
import dev.warder.stepup.Owner;
import dev.warder.stepup.OwnerStore;
import dev.warder.stepup.Tries;
import dev.warder.stepup.TriesStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Invitations, counts of wrong answers, and owners of machines, in the heap: for demonstrations
/// and tests.
public final class MemoryPeopleStore implements InvitationStore, TriesStore, OwnerStore {
  private final Map<String, Invitation> invitations = new ConcurrentHashMap<>();
  private final Map<String, Tries> tries = new ConcurrentHashMap<>();
  private final Map<String, Owner> owners = new ConcurrentHashMap<>();

  @Override
  public void add(Invitation invitation, Instant now) {
    invitations.values().removeIf(each -> each.expiresAt().isBefore(now));
    invitations.put(invitation.digest(), invitation);
  }

  @Override
  public Optional<Invitation> find(String digest) {
    return Optional.ofNullable(invitations.get(digest));
  }

  @Override
  public boolean use(String digest) {
    Invitation stored = invitations.get(digest);
    return stored != null
        && !stored.used()
        && invitations.replace(
            digest, stored, new Invitation(digest, stored.principal(), stored.expiresAt(), true));
  }

  @Override
  public Tries of(String identity) {
    return tries.getOrDefault(identity, Tries.none(identity));
  }

  @Override
  public void save(Tries counted) {
    tries.put(counted.identity(), counted);
  }

  @Override
  public Optional<Owner> ownerOf(String principal) {
    return Optional.ofNullable(owners.get(principal));
  }

  @Override
  public void put(String principal, Owner owner) {
    if (owner.equals(Owner.NOBODY)) {
      owners.remove(principal);
    } else {
      owners.put(principal, owner);
    }
  }
}
