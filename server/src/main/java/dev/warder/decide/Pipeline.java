package dev.warder.decide;

import dev.warder.context.Senses;
import dev.warder.model.Action;
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
import dev.warder.model.Refusal;
import dev.warder.model.Route;
import dev.warder.model.Situation;
import dev.warder.model.Verification;
import dev.warder.policy.PolicyEngine;
import dev.warder.risk.RiskEngine;
import dev.warder.token.Verifier;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
  private final PolicyEngine policy;
  private final Rulings rulings;
  private final IdSource ids;
  private final InstantSource clock;
  private final long deadlineNanos;

  Pipeline(Rooms rooms, Routes routes, Ids ids, InstantSource clock, Duration deadline) {
    this.verifier = rooms.verifier();
    this.routes = routes;
    this.senses = rooms.senses();
    this.risk = rooms.risk();
    this.policy = rooms.policy();
    this.rulings = new Rulings(ids.challenges());
    this.ids = ids.decisions();
    this.clock = clock;
    this.deadlineNanos = deadline.toNanos();
  }

  /// Never throws.
  Decision judge(Attempt attempt, long started) {
    Draft draft = new Draft(ids.next("dec_"), clock.instant(), attempt);
    try {
      verify(draft, started);
    } catch (RuntimeException e) {
      LOG.warn("{} is denied because deciding failed", draft.id, e);
      draft.deny(Denial.FAILURE);
    }
    return draft.decided((System.nanoTime() - started) / 1000);
  }

  private void verify(Draft draft, long started) {
    Attempt attempt = draft.attempt;
    switch (verifier.verify(attempt.credential(), attempt.source(), draft.time)) {
      case Verification.Refused(var reason, var token) -> {
        draft.token = token;
        draft.refusal = reason;
        draft.deny(denial(reason));
      }
      case Verification.Verified(Identity identity) -> {
        draft.identity = identity;
        draft.token = identity.token();
        if (attempt.problem() == null) {
          assess(draft, identity, started);
        } else {
          draft.deny(Denial.INVALID_REQUEST);
        }
      }
    }
  }

  private static Denial denial(Refusal reason) {
    return switch (reason) {
      case ABSENT -> Denial.NO_CREDENTIAL;
      case CONFLICTING -> Denial.CONFLICTING_CREDENTIALS;
      case MALFORMED, UNKNOWN, EXPIRED, REVOKED -> Denial.INVALID_TOKEN;
      case OUTSIDE_NETWORKS -> Denial.OUTSIDE_NETWORKS;
    };
  }

  private void assess(Draft draft, Identity identity, long started) {
    Routes.Match match = routes.match(draft.attempt);
    Route route = match == null ? null : match.route();
    Action action = match == null ? Actions.inferred(draft.attempt) : match.action();
    draft.route = route;
    draft.action = action;
    boolean late = !sense(draft, identity, action) || isLate(started);
    if (route == null) {
      draft.deny(Denial.NO_ROUTE);
    } else if (late && route.onFailure() == FailureMode.CLOSED) {
      draft.deny(Denial.FAILURE);
    } else {
      rule(draft, identity, route, late && route.onFailure() == FailureMode.STEP_UP);
    }
  }

  /// Whether place, client and risk could be had.
  private boolean sense(Draft draft, Identity identity, Action action) {
    try {
      Context context = senses.sense(draft.attempt);
      draft.context = context;
      draft.assessment = risk.assess(identity, draft.attempt, context, action);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("no risk could be computed for {}", draft.id, e);
      return false;
    }
  }

  private boolean isLate(long started) {
    return System.nanoTime() - started > deadlineNanos;
  }

  private void rule(Draft draft, Identity identity, Route route, boolean proofForFailure) {
    Context context = draft.context == null ? NOTHING_SENSED : draft.context;
    Assessment assessment =
        draft.assessment == null
            ? risk.unavailable(draft.attempt.time(), SIGNALS)
            : draft.assessment;
    Situation situation = new Situation(draft.attempt, identity, route, context, assessment);
    Judgement judgement = policy.judge(situation);
    draft.context = context;
    draft.assessment = assessment;
    draft.judgement = judgement;
    List<Judgement.Hit> hits = judgement.hits();
    if (proofForFailure) {
      hits = new ArrayList<>(hits);
      hits.add(new Judgement.Hit("on-failure", new Effect.StepUp("mfa", Duration.ofMinutes(15))));
    }
    draft.rule(rulings.of(situation, judgement, hits));
  }
}
