package dev.warder.stepup;

import dev.warder.model.Challenge;
import dev.warder.model.Decision;
import dev.warder.model.Identity;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A challenge as it is kept: who is asked for which proof and why, and what came of it.
///
/// @param decisionId the decision that opened it
/// @param maxAge how old a proof may be
/// @param tries wrong answers so far
/// @param proof what it was met with
public record ProofRequest(
    String id,
    String decisionId,
    Principal principal,
    String tokenId,
    List<String> rules,
    String acr,
    Duration maxAge,
    String client,
    String network,
    Scene scene,
    int score,
    Instant openedAt,
    Instant expiresAt,
    ChallengeState state,
    int tries,
    @Nullable Proof proof) {
  /// A person is at hand; the owner of a machine has to be found.
  static final Duration FOR_PEOPLE = Duration.ofMinutes(10);

  static final Duration FOR_OWNERS = Duration.ofHours(1);

  public ProofRequest {
    rules = List.copyOf(rules);
  }

  /// The challenge that a decision opened; absent where it asks for no proof.
  static Optional<ProofRequest> of(Decision decision) {
    Identity identity = decision.identity();
    if (identity == null || !(decision.verdict() instanceof Verdict.StepUp(Challenge asked))) {
      return Optional.empty();
    }
    return Optional.of(
        new ProofRequest(
            asked.id(),
            decision.id(),
            identity.principal(),
            identity.token().id(),
            decision.reasons(),
            asked.acr(),
            asked.maxAge(),
            Cause.client(decision.attempt()),
            Cause.network(decision.attempt().source()),
            Scene.of(decision),
            Scene.score(decision),
            decision.time(),
            decision.time().plus(patience(identity.principal())),
            ChallengeState.OPEN,
            0,
            null));
  }

  static Duration patience(Principal principal) {
    return principal.kind() == PrincipalKind.USER ? FOR_PEOPLE : FOR_OWNERS;
  }

  public boolean isForOwner() {
    return principal.kind() != PrincipalKind.USER;
  }

  Cause cause() {
    return new Cause(tokenId, rules, acr, client, network);
  }

  /// The same as it stands at a time: what nobody answered has expired.
  ProofRequest at(Instant now) {
    return state == ChallengeState.OPEN && !now.isBefore(expiresAt)
        ? in(ChallengeState.EXPIRED, tries, null)
        : this;
  }

  ProofRequest in(ChallengeState next, int wrong, @Nullable Proof given) {
    return new ProofRequest(
        id,
        decisionId,
        principal,
        tokenId,
        rules,
        acr,
        maxAge,
        client,
        network,
        scene,
        score,
        openedAt,
        expiresAt,
        next,
        wrong,
        given);
  }
}
