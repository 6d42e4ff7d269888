package dev.warder.replay.evaluate;

import dev.warder.context.Senses;
import dev.warder.decide.Actions;
import dev.warder.model.Action;
import dev.warder.model.Assessment;
import dev.warder.model.Assurance;
import dev.warder.model.Attempt;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.FailureMode;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import dev.warder.model.Outcome;
import dev.warder.model.Principal;
import dev.warder.model.Route;
import dev.warder.model.Sensitivity;
import dev.warder.model.Situation;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import dev.warder.model.Verdict;
import dev.warder.policy.PolicyEngine;
import dev.warder.replay.events.Call;
import dev.warder.risk.Levels;
import dev.warder.risk.ProfileStore;
import dev.warder.risk.RiskEngine;
import dev.warder.risk.RiskModel;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// The service without its doors: scores each call with what was learned before it, judges it by
/// the policy, and learns what the service would have learned.
///
/// Owners answer when they are asked for proof, at once; attackers never can. A proof counts for
/// the network and the program that it was given from. Not thread-safe.
public final class Trial {
  private static final long SWEEP_MILLIS = 3_600_000;
  private static final Route EVERYTHING =
      new Route("* /**", List.of(), Sensitivity.NORMAL, FailureMode.CLOSED);
  private static final TokenDigest NO_DIGEST = new TokenDigest("none", new byte[0]);

  private final RiskEngine risk;
  private final PolicyEngine policy;
  private final Sense sense;
  private final Map<String, Identity> identities = new HashMap<>();
  private final Map<String, Proof> proofs = new HashMap<>();
  private long now;
  private long seq;
  private long swept;
  private long sinceSweep;
  private BiConsumer<Decision, Call> watcher = (decision, call) -> {};

  /// A proof that an owner gave, and from where.
  private record Proof(long asn, String product, Instant since) {
    boolean covers(Context context) {
      return context.place().asn() == asn && context.client().product().equals(product);
    }
  }

  /// @param store empty, and nobody else's
  public Trial(
      RiskModel model, Levels levels, ProfileStore store, PolicyEngine policy, Senses senses) {
    this.risk = new RiskEngine(model, levels, store, () -> Instant.ofEpochMilli(now));
    this.policy = policy;
    this.sense = new Sense(senses);
  }

  /// A call and what came of it.
  ///
  /// @param verdict upon the call as it came: before the owner gave a proof, if one was asked for
  public record Judged(Call call, Context context, Assessment assessment, Verdict verdict) {}

  /// Has every decision shown to somebody else too, with the call that it is upon.
  public void watch(BiConsumer<Decision, Call> shown) {
    watcher = shown;
  }

  /// Scores, judges and learns; to be called in the order of the calls' times.
  public Judged judge(Call call) {
    now = call.time();
    sweep();
    Identity identity = identities.computeIfAbsent(call.token(), token -> identity(call));
    Attempt attempt = sense.attempt(call);
    Context context = sense.context(attempt);
    Identity proven = proven(call, identity, context);
    Decision decision = decide(proven, attempt, context);
    learn(decision, call);
    if (decision.verdict() instanceof Verdict.StepUp && call.isLegitimate()) {
      Instant since = attempt.time();
      proofs.put(call.token(), new Proof(context.place().asn(), context.client().product(), since));
      learn(decide(proven(call, identity, context), attempt, context), call);
    }
    return new Judged(call, context, assessment(decision), decision.verdict());
  }

  private static Assessment assessment(Decision decision) {
    Assessment assessment = decision.assessment();
    if (assessment == null) {
      throw new IllegalStateException("a call of a trial is always assessed");
    }
    return assessment;
  }

  private Decision decide(Identity identity, Attempt attempt, Context context) {
    Action action = Actions.inferred(attempt);
    Assessment assessment = risk.assess(identity, attempt, context, action);
    Verdict verdict;
    if (attempt.problem() == null) {
      Situation situation = new Situation(attempt, identity, EVERYTHING, context, assessment);
      Judgement judgement = policy.judge(situation);
      verdict = Verdicts.of(judgement);
    } else {
      verdict = new Verdict.Deny(Denial.INVALID_REQUEST);
    }
    return new Decision(
        "",
        attempt.time(),
        attempt,
        identity.token(),
        identity,
        null,
        EVERYTHING,
        action,
        context,
        assessment,
        null,
        verdict,
        List.of(),
        List.of(),
        0);
  }

  private void learn(Decision decision, Call call) {
    risk.learn(decision, seq++);
    watcher.accept(decision, call);
    if (call.status() > 0 && decision.verdict().passes()) {
      Instant time = decision.attempt().time();
      Outcome seen = new Outcome("", time, call.token(), call.status(), null, null);
      risk.learn(List.of(seen), seq++);
    }
  }

  private Identity proven(Call call, Identity identity, Context context) {
    Proof proof = call.isLegitimate() ? proofs.get(call.token()) : null;
    return proof == null || !proof.covers(context)
        ? identity
        : new Identity(identity.token(), new Assurance("mfa", proof.since()));
  }

  /// As the service does every now and then; seldom enough never to cost more than the calls.
  private void sweep() {
    sinceSweep++;
    if (now - swept >= SWEEP_MILLIS && sinceSweep >= 4L * identities.size()) {
      risk.sweep();
      swept = now;
      sinceSweep = 0;
    }
  }

  private static Identity identity(Call call) {
    Token token =
        new Token(
            call.token(),
            new Principal(call.principal(), call.kind()),
            "",
            List.of(),
            Instant.EPOCH,
            null,
            List.of(),
            null,
            Collections.emptySortedMap(),
            NO_DIGEST,
            null,
            null,
            0);
    return new Identity(token, Assurance.TOKEN_ONLY);
  }
}
