package dev.warder.store.memory;

import dev.warder.stepup.ChallengeState;
import dev.warder.stepup.ChallengeStore;
import dev.warder.stepup.Proof;
import dev.warder.stepup.ProofRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Challenges in the heap, gone with the process: for demonstrations and tests.
public final class MemoryChallengeStore implements ChallengeStore {
  private final TreeMap<String, ProofRequest> requests = new TreeMap<>();

  @Override
  public synchronized void save(List<ProofRequest> all) {
    for (ProofRequest each : all) {
      requests.merge(each.id(), each, MemoryChallengeStore::later);
    }
  }

  private static ProofRequest later(ProofRequest stored, ProofRequest told) {
    Proof proof = told.proof();
    return stored.proof() != null && proof != null && proof.spent() ? told : stored;
  }

  @Override
  public synchronized boolean settle(ProofRequest after) {
    ProofRequest stored = requests.get(after.id());
    if (stored == null || stored.state() != ChallengeState.OPEN) {
      return false;
    }
    requests.put(after.id(), after);
    return true;
  }

  @Override
  public synchronized Optional<ProofRequest> find(String id) {
    return Optional.ofNullable(requests.get(id));
  }

  @Override
  public synchronized List<ProofRequest> live(Instant now) {
    return requests.values().stream().filter(each -> isLive(each, now)).toList();
  }

  private static boolean isLive(ProofRequest request, Instant now) {
    Proof proof = request.proof();
    return switch (request.state()) {
      case OPEN, DENIED, LOCKED -> now.isBefore(request.expiresAt());
      case MET -> proof != null && now.isBefore(proof.until()) && !proof.spent();
      case EXPIRED -> false;
    };
  }

  @Override
  public synchronized void prune(Instant before) {
    requests.values().removeIf(each -> each.openedAt().isBefore(before));
  }
}
