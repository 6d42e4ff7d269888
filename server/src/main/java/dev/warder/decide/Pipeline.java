package dev.warder.decide;

import dev.warder.audit.Event;
import dev.warder.context.Senses;
import dev.warder.model.Action;
import dev.warder.model.Assertion;
import dev.warder.model.Assessment;
import dev.warder.model.Attempt;
import dev.warder.model.Client;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Effect;
import dev.warder.model.FailureMode;
import dev.warder.model.IdSource;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import dev.warder.model.NetworkClass;
import dev.warder.model.Place;
import dev.warder.model.Presentation;
import dev.warder.model.Refusal;
import dev.warder.model.Route;
import dev.warder.model.Situation;
import dev.warder.model.Verification;
import dev.warder.policy.PolicyEngine;
import dev.warder.risk.Raising;
import dev.warder.risk.RiskEngine;
import dev.warder.stepup.Challenges;
import dev.warder.token.Verifier;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The order of the steps from an attempt to a decision that is not yet recorded.
///
/// Only missing place, client or risk may be forgiven, by a route that says so; any other failure
/// denies, because whoever can provoke an error must gain nothing.
final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final List<String> SIGNALS = List.of("place", "network", "client", "risk");
  private static final Context NOTHING_SENSED =
      new Context(Place.UNKNOWN, NetworkClass.UNKNOWN, Client.UNKNOWN, SIGNALS);

  private final Verifier verifier;
  private final Routes routes;
  private final Senses senses;
  private final RiskEngine risk;
  private final Raising raising;
  private final PolicyEngine policy;
  private final Challenges challenges;
  private final Rulings rulings;
  private final IdSource ids;
  private final InstantSource clock;
  private final long deadlineNanos;

  Pipeline(Rooms rooms, Routes routes, IdSource ids, InstantSource clock, Duration deadline) {
    this.verifier = rooms.verifier();
    this.routes = routes;
    this.senses = rooms.senses();
    this.risk = rooms.risk();
    this.raising = new Raising(risk.model(), risk.levels());
    this.policy = rooms.policy();
    this.challenges = rooms.challenges();
    this.rulings = new Rulings(new Buckets(), challenges::ask);
    this.ids = ids;
    this.clock = clock;
    this.deadlineNanos = deadline.toNanos();
  }

  /// A decision, and since when the deadline runs for what is left to do.
  record Judged(Decision decision, long since) {}

  /// Completes when the credential can be checked without waiting.
  CompletableFuture<Void> ready(Attempt attempt) {
    return attempt.assertion() == null
        ? verifier.ready(attempt.credential(), attempt.trace())
        : CompletableFuture.completedFuture(null);
  }

  /// Never throws.
  Judged judge(Attempt attempt, long started) {
    Draft draft = new Draft(ids.next("dec_"), clock.instant(), attempt, started);
    try {
      verify(draft);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("{} is denied because deciding failed", draft.id, e);
      draft.deny(Denial.FAILURE);
    }
    Decision decision = draft.decided((System.nanoTime() - started) / 1000);
    return new Judged(decision, draft.since);
  }

  /// Whether policy alone would let pass what is asserted. Leaves no trace.
  boolean permits(Attempt attempt) {
    Assertion assertion = attempt.assertion();
    if (assertion == null) {
      return false;
    }
    Situation situation =
        new Situation(
            attempt,
            Asserted.identity(assertion),
            Asserted.route(assertion),
            NOTHING_SENSED,
            risk.unavailable(attempt.time(), SIGNALS));
    return Rulings.couldPass(policy.judge(situation));
  }

  Event event(Search search, int found) {
    Map<String, Object> details =
        Map.of("of", search.of(), "looked", search.candidates().size(), "found", found);
    String actor = search.asker().tokenId();
    return new Event(ids.next("evt_"), clock.instant(), "access.searched", actor, "", details);
  }

  private void verify(Draft draft) {
    Attempt attempt = draft.attempt;
    Assertion assertion = attempt.assertion();
    if (assertion != null) {
      Identity asserted = Asserted.identity(assertion);
      draft.identity = asserted;
      draft.token = asserted.token();
      assess(draft, asserted, Asserted.route(assertion), Asserted.action(assertion));
      return;
    }
    switch (verifier.verify(Presentation.of(attempt), draft.time)) {
      case Verification.Refused(var reason, var token) -> {
        draft.token = token;
        draft.refusal = reason;
        draft.deny(denial(reason));
      }
      case Verification.Verified(Identity identity) -> {
        draft.identity = identity;
        draft.token = identity.token();
        if (attempt.problem() == null) {
          assess(draft, identity, routes.match(attempt));
        } else {
          draft.deny(Denial.INVALID_REQUEST);
        }
      }
    }
  }

  static Denial denial(Refusal reason) {
    return switch (reason) {
      case ABSENT -> Denial.NO_CREDENTIAL;
      case CONFLICTING -> Denial.CONFLICTING_CREDENTIALS;
      case MALFORMED, UNKNOWN, EXPIRED, REVOKED, DISABLED, SPENT, UNPROVEN -> Denial.INVALID_TOKEN;
      case INVALID_PROOF -> Denial.INVALID_PROOF;
      case NONCE_WANTED -> Denial.NONCE_WANTED;
      case UNVERIFIABLE -> Denial.FAILURE;
      case OUTSIDE_NETWORKS -> Denial.OUTSIDE_NETWORKS;
    };
  }

  private void assess(Draft draft, Identity identity, Routes.@Nullable Match match) {
    if (match == null) {
      assess(draft, identity, null, Actions.inferred(draft.attempt));
    } else {
      assess(draft, identity, match.route(), match.action());
    }
  }

  private void assess(Draft draft, Identity identity, @Nullable Route route, Action action) {
    draft.route = route;
    draft.action = action;
    boolean late = !sense(draft, identity, action) || isLate(draft);
    if (route == null) {
      draft.deny(Denial.NO_ROUTE);
    } else if (late && route.onFailure() == FailureMode.CLOSED) {
      draft.deny(Denial.FAILURE);
    } else {
      if (late) {
        draft.since = System.nanoTime(); // forgiven: what is left has a deadline of its own
      }
      rule(draft, identity, route, late && route.onFailure() == FailureMode.STEP_UP);
      if (isLate(draft)) {
        draft.deny(Denial.FAILURE);
      }
    }
  }

  /// Whether place, client and risk could be had.
  private boolean sense(Draft draft, Identity identity, Action action) {
    try {
      Context context = senses.sense(draft.attempt);
      draft.context = context;
      draft.assessment =
          draft.attempt.isTelling()
              ? raising.raised(
                  risk.assess(identity, draft.attempt, context, action), policy.points(identity))
              : risk.unavailable(draft.attempt.time(), context.missing());
      return true;
    } catch (RuntimeException e) {
      LOG.warn("no risk could be computed for {}", draft.id, e);
      return false;
    }
  }

  private boolean isLate(Draft draft) {
    return System.nanoTime() - draft.since > deadlineNanos;
  }

  private void rule(Draft draft, Identity identity, Route route, boolean proofForFailure) {
    Context context = draft.context == null ? NOTHING_SENSED : draft.context;
    Assessment assessment =
        draft.assessment == null
            ? risk.unavailable(draft.attempt.time(), SIGNALS)
            : draft.assessment;
    Identity holder = challenges.raised(identity, draft.attempt, draft.time);
    Situation situation = new Situation(draft.attempt, holder, route, context, assessment);
    draft.context = context;
    draft.assessment = assessment;
    boolean replayed = Retrial.isReplayed(draft.attempt.time(), draft.time);
    Found found = judge(situation, proofForFailure);
    Identity approved = replayed ? null : approved(situation, found.hits);
    if (approved != null) {
      situation = Proven.as(situation, approved);
      found = judge(situation, proofForFailure);
    }
    draft.identity = situation.identity();
    draft.judgement = found.judgement;
    Ruling ruling = rulings.of(situation, found.judgement, found.hits, replayed);
    draft.judgement = found.judgement.with(found.hits, ruling.charges());
    draft.rule(ruling);
  }

  /// What policies say, and all that counts of it.
  private record Found(Judgement judgement, List<Judgement.Hit> hits) {}

  private Found judge(Situation situation, boolean proofForFailure) {
    Judgement judgement = Proven.judge(policy::judge, situation);
    List<Judgement.Hit> hits =
        proofForFailure
            ? Proven.unmet(OnFailure.with(judgement.hits()), situation)
            : judgement.hits();
    return new Found(judgement, hits);
  }

  /// The holder with an owner's approval of one call, where that is all that is missing.
  private @Nullable Identity approved(Situation situation, List<Judgement.Hit> hits) {
    List<String> asking = Rulings.rules(hits, Effect.StepUp.class);
    return asking.isEmpty() || !Rulings.rules(hits, Effect.Deny.class).isEmpty()
        ? null
        : challenges.spend(situation.identity(), situation.attempt(), asking);
  }
}
