package dev.warder.stepup;

import dev.warder.model.Assurance;
import dev.warder.model.Attempt;
import dev.warder.model.Challenge;
import dev.warder.model.Decision;
import dev.warder.model.Effect;
import dev.warder.model.IdSource;
import dev.warder.model.Identity;
import dev.warder.model.Situation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Challenges as decisions see them: in heap, without a lock that all share, and without waiting
/// for a disk.
///
/// A decision that asks for proof finds the challenge that is open for its cause, or opens one. It
/// is known to everybody before the answer of that decision leaves, and written down behind it.
public final class Challenges implements AutoCloseable {
  private static final Duration REPLAYED = Duration.ofMinutes(1);

  private final Openings openings;
  private final Grants grants = new Grants();
  private final Map<String, ProofRequest> alive = new ConcurrentHashMap<>();
  private final IdSource ids;
  private final InstantSource clock;
  private final ChallengeStore store;
  private final Scribe scribe;
  private final Waiters waiters = new Waiters();

  /// @param ids must not be guessable: who knows the id of a challenge may try to meet it
  /// @param opened is told of new challenges, on a thread of its own
  public Challenges(
      ChallengeStore store, IdSource ids, InstantSource clock, Chronicle chronicle, Opened opened) {
    this.openings = new Openings(ids);
    this.ids = ids;
    this.clock = clock;
    this.store = store;
    Instant now = clock.instant();
    store.live(now).forEach(request -> restore(request, now));
    scribe = new Scribe(store, chronicle, opened);
  }

  /// Who is told of a challenge that was just opened. May block.
  public interface Opened {
    void opened(ProofRequest request, Decision decision);
  }

  private void restore(ProofRequest request, Instant now) {
    if (request.state() == ChallengeState.MET) {
      grants.add(request);
    } else {
      openings.restore(request.id(), request.cause(), request.expiresAt(), now);
    }
    alive.put(request.id(), request);
  }

  /// Takes up a challenge that was answered with, and not kept when the process ended.
  public void recall(Decision decision) {
    Instant now = clock.instant();
    ProofRequest request = ProofRequest.of(decision).orElse(null);
    if (request != null
        && now.isBefore(request.expiresAt())
        && !alive.containsKey(request.id())
        && store.find(request.id()).isEmpty()
        && !isReplayed(decision)) {
      restore(request, now);
      scribe.opened(request, decision);
    }
  }

  /// The newest that counts, by when it was opened. To be asked before calls are judged.
  public Optional<ProofRequest> newest() {
    return alive.values().stream().max(Comparator.comparing(ProofRequest::openedAt));
  }

  /// Approvals of one call that nobody used, as far as is known.
  public List<ProofRequest> unspent() {
    return alive.values().stream()
        .filter(each -> each.proof() != null && each.proof().once() && !each.proof().spent())
        .toList();
  }

  /// Takes up that a call used an approval.
  public void recallUse(Decision decision) {
    Identity identity = decision.identity();
    Assurance counted = identity == null ? Assurance.TOKEN_ONLY : identity.assurance();
    for (ProofRequest each : unspent()) {
      Proof proof = each.proof();
      if (proof != null
          && each.tokenId().equals(identity == null ? "" : identity.token().id())
          && proof.since().equals(counted.since())
          && each.rules().equals(counted.rules())) {
        grants.remove(each);
        ProofRequest spent = each.in(ChallengeState.MET, each.tries(), proof.used());
        alive.put(spent.id(), spent);
        scribe.changed(spent);
      }
    }
  }

  private static boolean isReplayed(Decision decision) {
    return Duration.between(decision.attempt().time(), decision.time()).abs().compareTo(REPLAYED)
        > 0;
  }

  /// The challenge to answer with: the one that is open for the same cause, or a new one.
  ///
  /// @param kept false where nobody shall be able to meet it: calls of another time
  public Challenge ask(
      Situation situation, Effect.StepUp wanted, List<String> rules, boolean kept) {
    String id;
    if (kept) {
      Instant now = clock.instant();
      Instant until = now.plus(ProofRequest.patience(situation.identity().principal()));
      id = openings.ask(Cause.of(situation, rules, wanted.acr()), now, until);
    } else {
      id = ids.next("chl_");
    }
    return new Challenge(id, wanted.acr(), wanted.maxAge());
  }

  /// The same holder, with what was proven for just this token, client and network.
  public Identity raised(Identity identity, Attempt attempt, Instant now) {
    Assurance raised = grants.raised(identity, attempt, now);
    return raised == null ? identity : new Identity(identity.token(), raised);
  }

  /// The same holder with an approval that was good for one call, which is this one; absent where
  /// there is none for the rules that ask.
  public @Nullable Identity spend(Identity identity, Attempt attempt, List<String> asking) {
    ProofRequest spent = grants.spend(identity, attempt, asking, clock.instant());
    if (spent == null || spent.proof() == null) {
      return null;
    }
    alive.put(spent.id(), spent);
    scribe.changed(spent);
    Proof proof = spent.proof();
    return new Identity(
        identity.token(), new Assurance(proof.level(), proof.since(), spent.rules()));
  }

  /// To be told of every decision once it is recorded and before it is answered. Does not block.
  public void decided(Decision decision) {
    ProofRequest request = ProofRequest.of(decision).orElse(null);
    if (request != null
        && openings.holds(request.id())
        && alive.putIfAbsent(request.id(), request) == null) {
      scribe.opened(request, decision);
    }
  }

  /// As it stands now. Blocks where it was settled long ago.
  public Optional<ProofRequest> find(String id) {
    ProofRequest here = alive.get(id);
    Optional<ProofRequest> found =
        here == null && id.startsWith("chl_") ? store.find(id) : Optional.ofNullable(here);
    return found.map(request -> request.at(clock.instant()));
  }

  /// As it stands when somebody has answered, or the time is over. Blocks.
  public Optional<ProofRequest> await(String id, Duration most) {
    return waiters.await(id, most, () -> find(id));
  }

  /// Gives an open challenge its new state, durably.
  ///
  /// @return false where somebody else was faster
  boolean settle(ProofRequest after) {
    scribe.flush(); // it may have been opened a moment ago
    if (!store.settle(after)) {
      return false;
    }
    alive.put(after.id(), after);
    if (after.state() == ChallengeState.MET) {
      openings.close(after.id());
      grants.add(after);
    }
    waiters.changed(after.id());
    return true;
  }

  /// Closes what nobody answered, and lets go of what does not count any more. To be called every
  /// few seconds.
  public void sweep() {
    Instant now = clock.instant();
    for (String id : openings.expire(now)) {
      ProofRequest request = alive.get(id);
      if (request != null && request.at(now).state() == ChallengeState.EXPIRED) {
        scribe.expired(request.at(now));
      }
    }
    grants.expire(now);
    alive
        .values()
        .removeIf(request -> !openings.holds(request.id()) && !Grants.counts(request, now));
    scribe.prune(now);
  }

  @Override
  public void close() {
    scribe.close();
  }
}
