package dev.warder.stepup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Challenges that outlive the process.
///
/// All methods block for the disk, and throw `Fault.Unavailable` where the store cannot be read or
/// written. What a call wrote is durable when it returns, all of it or nothing.
public interface ChallengeStore {
  /// Keeps these as they are. One that is stored already is left alone, but for a proof that was
  /// spent.
  void save(List<ProofRequest> requests);

  /// Gives a challenge its new state, where the stored one is still open. Of several that try at
  /// once, also in several processes, one succeeds.
  ///
  /// @return whether it was
  boolean settle(ProofRequest after);

  Optional<ProofRequest> find(String id);

  /// Those that count still: not answered and not expired, or met by a proof that is good.
  List<ProofRequest> live(Instant now);

  /// Drops what was opened before.
  void prune(Instant before);
}
