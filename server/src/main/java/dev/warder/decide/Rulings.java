package dev.warder.decide;

import dev.warder.model.Attempt;
import dev.warder.model.Challenge;
import dev.warder.model.Charge;
import dev.warder.model.Denial;
import dev.warder.model.Effect;
import dev.warder.model.Judgement;
import dev.warder.model.Restrictions;
import dev.warder.model.Situation;
import dev.warder.model.Token;
import dev.warder.model.Verdict;
import dev.warder.policy.Combination;
import dev.warder.policy.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns what the policies want, and what the token may, into one verdict: the strictest.
final class Rulings {
  private static final String TOKEN_RATE = "token-rate-limit";
  private static final String REPLAYED = "/replayed";

  private final Charging buckets;
  private final Asking asking;

  Rulings(Charging buckets, Asking asking) {
    this.buckets = buckets;
    this.asking = asking;
  }

  /// @param replayed calls of another time have buckets of their own: they cannot use up what calls
  ///   of today may do
  Ruling of(Situation situation, Judgement judgement, List<Judgement.Hit> hits, boolean replayed) {
    if (judgement.failure() != null) {
      return Ruling.denial(Denial.POLICY_FAILURE, List.of(judgement.failure().rule()));
    }
    Combination wanted = Combination.of(hits);
    Wait wait = charge(situation, wanted, replayed);
    return of(situation, hits, wanted, wait, replayed).charged(wait.charges());
  }

  private Ruling of(
      Situation situation,
      List<Judgement.Hit> hits,
      Combination wanted,
      Wait wait,
      boolean replayed) {
    Token token = situation.identity().token();
    List<String> needed = situation.route().scopes();
    if (wanted.denies()) {
      return Ruling.denial(Denial.POLICY, rules(hits, Effect.Deny.class));
    }
    if (situation.attempt().assertion() != null) {
      return asserted(situation, hits, wanted, wait, replayed);
    }
    if (!token.scopes().containsAll(needed)) {
      return Ruling.denial(Denial.INSUFFICIENT_SCOPE);
    }
    List<String> scopes = Reach.scopes(wanted.restrictions(), token.scopes());
    if (!scopes.containsAll(needed) || !permits(wanted.restrictions(), situation.attempt())) {
      return Ruling.denial(Denial.INSUFFICIENT_SCOPE, rules(hits, Effect.Restrict.class));
    }
    return granted(situation, hits, wanted, wait, scopes, replayed);
  }

  /// Without a token nothing passes by itself: some grant must speak for it. What a restriction
  /// leaves is for the caller to see to.
  private Ruling asserted(
      Situation situation,
      List<Judgement.Hit> hits,
      Combination wanted,
      Wait wait,
      boolean replayed) {
    if (!wanted.grants()) {
      return Ruling.denial(Denial.NO_GRANT);
    }
    Ruling ruling = granted(situation, hits, wanted, wait, List.of(), replayed);
    return ruling.reasons().isEmpty()
        ? new Ruling(ruling.verdict(), List.of(), rules(hits, Effect.Grant.class))
        : ruling;
  }

  /// Whether a search finds what was judged so: nobody is asked for proof or made to wait there.
  static boolean couldPass(Judgement judgement) {
    Combination wanted = Combination.of(judgement.hits());
    return judgement.failure() == null
        && wanted.grants()
        && !wanted.denies()
        && wanted.stepUp() == null;
  }

  private Ruling granted(
      Situation situation,
      List<Judgement.Hit> hits,
      Combination wanted,
      Wait wait,
      List<String> scopes,
      boolean replayed) {
    Effect.StepUp proof = wanted.stepUp();
    if (proof != null) {
      List<String> rules = rules(hits, Effect.StepUp.class);
      Challenge challenge = asking.ask(situation, proof, rules, !replayed);
      return new Ruling(new Verdict.StepUp(challenge), scopes, rules);
    }
    if (wait.reason() != null) {
      return new Ruling(new Verdict.Throttle(wait.time()), scopes, List.of(wait.reason()));
    }
    return wanted.restricts()
        ? new Ruling(
            new Verdict.Restrict(wanted.restrictions()), scopes, rules(hits, Effect.Restrict.class))
        : new Ruling(new Verdict.Allow(), scopes, List.of());
  }

  private static boolean permits(Restrictions restrictions, Attempt attempt) {
    return Reach.permits(restrictions, attempt.method(), attempt.host(), attempt.path().path());
  }

  /// The longest wait that any bucket asks for, which one, and all that were charged.
  private record Wait(Duration time, @Nullable String reason, List<Charge> charges) {
    static final Wait NONE = new Wait(Duration.ZERO, null, List.of());

    Wait or(Charging.Charged found, String rule) {
      List<Charge> all = new ArrayList<>(charges);
      all.add(new Charge(rule, found.due()));
      return found.pause().compareTo(time) > 0
          ? new Wait(found.pause(), rule, all)
          : new Wait(time, reason, all);
    }
  }

  /// Whether buckets are asked, so that it matters which calls came before.
  static boolean charges(Situation situation, Combination wanted) {
    return situation.identity().token().rateLimit() != null || !wanted.limits().isEmpty();
  }

  private Wait charge(Situation situation, Combination wanted, boolean replayed) {
    if (!charges(situation, wanted)) {
      return Wait.NONE;
    }
    Token token = situation.identity().token();
    String holder = replayed ? token.account() + REPLAYED : token.account();
    Instant now = situation.attempt().time();
    Wait wait = Wait.NONE;
    if (token.rateLimit() != null) {
      wait = wait.or(buckets.charge(TOKEN_RATE, holder, token.rateLimit(), now), TOKEN_RATE);
    }
    for (Combination.Limit limit : wanted.limits()) {
      wait = wait.or(buckets.charge(limit.rule(), holder, limit.rate(), now), limit.rule());
    }
    return wait;
  }

  static List<String> rules(List<Judgement.Hit> hits, Class<? extends Effect> kind) {
    return hits.stream().filter(h -> kind.isInstance(h.effect())).map(Judgement.Hit::rule).toList();
  }
}
