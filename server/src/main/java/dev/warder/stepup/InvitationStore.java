package dev.warder.stepup;

import java.time.Instant;
import java.util.Optional;

/// Invitations that outlive the process. All methods block for the disk, are durable when they
/// return, and throw `Fault.Unavailable` where the store cannot be read or written.
public interface InvitationStore {
  /// Keeps a new one, and drops those that expired before `now`.
  void add(Invitation invitation, Instant now);

  Optional<Invitation> find(String digest);

  /// Marks it as used; of several that try at once, one succeeds.
  boolean use(String digest);
}
