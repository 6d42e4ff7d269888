package dev.warder.stepup;

import dev.warder.model.Assurance;
import dev.warder.model.Attempt;
import dev.warder.model.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The proofs that count, by token, in heap. Reading neither blocks nor allocates where a token has
/// none.
final class Grants {
  private static final int MOST_OF_A_TOKEN = 64;

  private final Map<String, List<ProofRequest>> byToken = new ConcurrentHashMap<>();

  void add(ProofRequest met) {
    byToken.merge(
        met.tokenId(),
        List.of(met),
        (there, added) -> {
          List<ProofRequest> all = new ArrayList<>(there);
          all.removeIf(each -> each.id().equals(met.id()));
          if (all.size() >= MOST_OF_A_TOKEN) {
            all.removeFirst();
          }
          all.addAll(added);
          return List.copyOf(all);
        });
  }

  void expire(Instant now) {
    for (String token : byToken.keySet()) {
      byToken.computeIfPresent(
          token,
          (t, there) -> {
            List<ProofRequest> rest = there.stream().filter(each -> counts(each, now)).toList();
            return rest.isEmpty() ? null : rest;
          });
    }
  }

  /// What has been proven for just this token, client and network; absent where nothing was that
  /// counts more than what the holder brings.
  @Nullable Assurance raised(Identity identity, Attempt attempt, Instant now) {
    List<ProofRequest> there = byToken.get(identity.token().id());
    Assurance before = identity.assurance();
    if (there == null || attempt.source() == null) {
      return null;
    }
    String client = Cause.client(attempt);
    String network = Cause.network(attempt.source());
    @Nullable Proof best = null;
    List<String> rules = new ArrayList<>();
    for (ProofRequest each : there) {
      Proof proof = each.proof();
      if (proof != null && !proof.once() && isOf(each, client, network) && counts(each, now)) {
        best = best == null || isBetter(proof, best) ? proof : best;
        rules.addAll(each.rules());
      }
    }
    if (best == null || isOutdone(best, before)) {
      return null;
    }
    return new Assurance(best.level(), best.since(), rules.stream().distinct().toList());
  }

  /// Takes a proof that is good for one call, for the rules that ask now. One call gets it.
  @Nullable ProofRequest spend(
      Identity identity, Attempt attempt, List<String> asking, Instant now) {
    List<ProofRequest> there = byToken.get(identity.token().id());
    if (there == null || attempt.source() == null) {
      return null;
    }
    String client = Cause.client(attempt);
    String network = Cause.network(attempt.source());
    for (ProofRequest each : there) {
      Proof proof = each.proof();
      if (proof != null
          && proof.once()
          && isOf(each, client, network)
          && counts(each, now)
          && each.rules().containsAll(asking)
          && remove(each)) {
        return each.in(ChallengeState.MET, each.tries(), proof.used());
      }
    }
    return null;
  }

  /// @return whether it was there
  boolean remove(ProofRequest spent) {
    boolean[] removed = {false};
    byToken.computeIfPresent(
        spent.tokenId(),
        (t, there) -> {
          List<ProofRequest> rest = there.stream().filter(each -> !each.equals(spent)).toList();
          removed[0] = rest.size() < there.size();
          return rest.isEmpty() ? null : rest;
        });
    return removed[0];
  }

  private static boolean isOf(ProofRequest met, String client, String network) {
    return met.client().equals(client) && met.network().equals(network);
  }

  static boolean counts(ProofRequest met, Instant now) {
    return met.proof() != null && met.proof().countsAt(now);
  }

  private static boolean isBetter(Proof one, Proof other) {
    int stronger = Assurance.strength(one.level()) - Assurance.strength(other.level());
    return stronger > 0 || (stronger == 0 && one.since().isAfter(other.since()));
  }

  /// What an identity provider vouched for counts for all rules: it is left alone where it is as
  /// strong and as fresh.
  private static boolean isOutdone(Proof proof, Assurance before) {
    return before.since() != null
        && Assurance.reaches(before.level(), proof.level())
        && !before.since().isBefore(proof.since());
  }
}
