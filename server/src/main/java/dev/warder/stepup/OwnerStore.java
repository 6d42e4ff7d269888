package dev.warder.stepup;

import java.util.Optional;

/// Who answers for which machine. Blocks for the disk; throws `Fault.Unavailable` where the store
/// cannot be read or written.
public interface OwnerStore {
  Optional<Owner> ownerOf(String principal);

  /// @param owner `NOBODY` for nobody
  void put(String principal, Owner owner);
}
