package dev.warder.store.memory;

import dev.warder.model.Principal;
import dev.warder.risk.Owner;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Owners by principal, in one open table: a look-up reads a hash and a reference beside each other
/// and is at the owner, where a map of nodes goes to a node and its key first. Among a million
/// principals each such step is a wait for memory. The object of a principal that is looked up
/// often has a note of its owner, and needs no table.
///
/// Readers take no lock; writers take turns. What is taken out leaves a mark in its place, which
/// the next growth clears away.
final class OwnerTable {
  private static final int FIRST_SIZE = 64;

  /// Stands where somebody was.
  private final Owner gone;

  /// What its owners know it by: not itself, which a forgotten note would keep alive.
  private final Object mark = new Object();

  private volatile Places places = new Places(FIRST_SIZE);

  /// Places that are not free: owners, and marks.
  private int used;

  private int size;

  OwnerTable(Owner gone) {
    this.gone = gone;
  }

  private record Places(int[] hashes, AtomicReferenceArray<@Nullable Owner> owners) {
    Places(int size) {
      this(new int[size], new AtomicReferenceArray<>(size));
    }

    int mask() {
      return hashes.length - 1;
    }

    /// Whoever finds the owner finds the hash.
    void put(int at, int hash, Owner owner) {
      hashes[at] = hash;
      owners.setRelease(at, owner);
    }

    int free(int hash) {
      int at = hash & mask();
      while (owners.getPlain(at) != null) {
        at = at + 1 & mask();
      }
      return at;
    }
  }

  @Nullable Owner find(Principal principal) {
    return principal.note() instanceof Owner noted && noted.isIn(mark) ? noted : search(principal);
  }

  private @Nullable Owner search(Principal principal) {
    int hash = hash(principal);
    Places all = places;
    int at = hash & all.mask();
    Owner there = all.owners.getAcquire(at);
    while (there != null) {
      if (all.hashes[at] == hash && there != gone && there.principal().equals(principal)) {
        return there;
      }
      at = at + 1 & all.mask();
      there = all.owners.getAcquire(at);
    }
    return null;
  }

  /// The one of this principal, made where there is none.
  synchronized Owner findOrMake(Principal principal) {
    Owner known = find(principal);
    if (known != null) {
      return known;
    }
    if (used * 2 >= places.hashes.length) {
      grow();
    }
    Owner made = new Owner(principal);
    int hash = hash(principal);
    places.put(places.free(hash), hash, made);
    made.enter(mark);
    used++;
    size++;
    return made;
  }

  /// @return whether this very owner was there
  synchronized boolean remove(Owner owner) {
    Places all = places;
    int at = hash(owner.principal()) & all.mask();
    for (Owner there = all.owners.getPlain(at); there != null; there = all.owners.getPlain(at)) {
      if (there == owner) {
        all.owners.setRelease(at, gone);
        owner.leave();
        size--;
        return true;
      }
      at = at + 1 & all.mask();
    }
    return false;
  }

  void forEach(Consumer<Owner> visitor) {
    AtomicReferenceArray<@Nullable Owner> all = places.owners;
    for (int i = 0; i < all.length(); i++) {
      Owner owner = all.getAcquire(i);
      if (owner != null && owner != gone) {
        visitor.accept(owner);
      }
    }
  }

  /// Into a table that is a quarter full, without the marks.
  private void grow() {
    Places old = places;
    int room = FIRST_SIZE;
    while (room < size * 4) {
      room *= 2;
    }
    Places larger = new Places(room);
    for (int i = 0; i < old.hashes.length; i++) {
      Owner owner = old.owners.getPlain(i);
      if (owner != null && owner != gone) {
        larger.put(larger.free(old.hashes[i]), old.hashes[i], owner);
      }
    }
    used = size;
    places = larger;
  }

  private static int hash(Principal principal) {
    int hash = principal.hashCode() * 0x9E37_79B9; // 2^32 / golden ratio: also the lower bits vary
    return hash ^ hash >>> 15;
  }
}
