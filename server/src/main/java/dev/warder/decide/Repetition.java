package dev.warder.decide;

import dev.warder.audit.Sketch;
import dev.warder.model.Assertion;
import dev.warder.model.Charge;
import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Judgement;
import dev.warder.model.Refusal;
import dev.warder.model.Risk;
import dev.warder.model.Situation;
import dev.warder.model.Token;
import dev.warder.model.Verdict;
import dev.warder.policy.DraftPolicies;
import dev.warder.policy.Standing;
import dev.warder.risk.Recalculation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes a recorded decision through the steps again, from the inputs in its record and what was in
/// force, and tells where it comes out otherwise.
public final class Repetition {
  private final Routes routes;
  private final Recalculation risk;

  public Repetition(Routes routes, Recalculation risk) {
    this.routes = routes;
    this.risk = risk;
  }

  /// Whether a recorded decision says that deciding itself failed or came too late: it denies, and
  /// no input says so.
  public static boolean failed(Decision recorded) {
    return recorded.verdict() instanceof Verdict.Deny(Denial why) && why == Denial.FAILURE;
  }

  /// Whether the record's risk was computed by the model that was in force.
  public boolean knows(Decision recorded) {
    return recorded.assessment() == null
        || recorded.assessment().risk().model().equals(risk.model());
  }

  /// Everything that comes out otherwise, a line each.
  ///
  /// @param policies of the revision that the record names; absent where it names none
  public List<String> differences(Decision recorded, @Nullable DraftPolicies policies) {
    List<String> differences = new ArrayList<>();
    route(recorded, differences);
    risk(recorded, differences);
    Situation situation = Sketch.situation(recorded);
    Judgement judged = recorded.judgement();
    if (situation == null || judged == null || policies == null) {
      compare("verdict", expected(recorded), recorded.verdict(), differences);
      return differences;
    }
    Judgement again = Proven.judge(policies::judge, situation);
    boolean riskFailed = OnFailure.in(judged);
    compare(
        "rules", Retrial.hits(again, riskFailed, Standing.in(judged)), judged.hits(), differences);
    compare("shadow", again.shadow(), judged.shadow(), differences);
    compare("failure", again.failure(), judged.failure(), differences);
    if (!failed(recorded)) {
      ruling(recorded, situation, again, riskFailed, differences);
    }
    return differences;
  }

  private void route(Decision recorded, List<String> differences) {
    if (recorded.identity() == null || recorded.attempt().problem() != null) {
      return;
    }
    Assertion assertion = recorded.attempt().assertion();
    Routes.Match match =
        assertion == null
            ? routes.match(recorded.attempt())
            : new Routes.Match(Asserted.route(assertion), Asserted.action(assertion));
    compare("route", match == null ? null : match.route(), recorded.route(), differences);
    if (match != null) {
      compare("action", match.action(), recorded.action(), differences);
    }
  }

  private void risk(Decision recorded, List<String> differences) {
    if (recorded.assessment() != null) {
      Risk said = recorded.assessment().risk();
      compare("risk", risk.again(said), said, differences);
    }
  }

  /// The verdict of a call that policies were not asked about.
  private static Verdict expected(Decision recorded) {
    Refusal refusal = recorded.refusal();
    if (refusal != null && agrees(refusal, recorded)) {
      return new Verdict.Deny(Pipeline.denial(refusal));
    }
    if (recorded.identity() != null && recorded.attempt().problem() != null) {
      return new Verdict.Deny(Denial.INVALID_REQUEST);
    }
    boolean failed = failed(recorded) || recorded.route() != null || recorded.identity() == null;
    return new Verdict.Deny(failed ? Denial.FAILURE : Denial.NO_ROUTE);
  }

  /// Whether what the record says of the token is a reason for that refusal.
  private static boolean agrees(Refusal refusal, Decision recorded) {
    Token token = recorded.token();
    return switch (refusal) {
      case EXPIRED, OUTSIDE_NETWORKS, SPENT -> token != null;
      case REVOKED -> token != null && token.isRevoked();
      case ABSENT, CONFLICTING, MALFORMED, UNKNOWN, UNVERIFIABLE -> true;
      case DISABLED, UNPROVEN, INVALID_PROOF, NONCE_WANTED -> true;
    };
  }

  private static void ruling(
      Decision recorded,
      Situation situation,
      Judgement again,
      boolean riskFailed,
      List<String> differences) {
    Judgement judged = recorded.judgement();
    List<Charge> charges = judged == null ? List.of() : judged.charges();
    List<Judgement.Hit> held = judged == null ? List.of() : Standing.in(judged);
    String challenge =
        recorded.verdict() instanceof Verdict.StepUp(var asked) ? asked.id() : "chl_none";
    Rulings rulings =
        new Rulings(
            (rule, holder, limit, now) -> found(charges, rule, limit, now),
            Asking.named(challenge));
    boolean replayed = Retrial.isReplayed(recorded.attempt().time(), recorded.time());
    try {
      Ruling ruling = rulings.of(situation, again, Retrial.hits(again, riskFailed, held), replayed);
      compare("verdict", ruling.verdict(), recorded.verdict(), differences);
      compare("scopes", ruling.scopes(), recorded.scopes(), differences);
      compare("reasons", ruling.reasons(), recorded.reasons(), differences);
      compare("charges", ruling.charges(), charges, differences);
    } catch (IllegalArgumentException e) {
      differences.add(e.getMessage());
    }
  }

  private static Charging.Charged found(
      List<Charge> charges, String rule, dev.warder.model.RateLimit limit, java.time.Instant now) {
    for (Charge charge : charges) {
      if (charge.rule().equals(rule)) {
        return new Charging.Charged(Buckets.wait(limit, charge.due(), now), charge.due());
      }
    }
    throw new IllegalArgumentException("charges: the record lacks that of " + rule);
  }

  private static void compare(
      String what, @Nullable Object again, @Nullable Object recorded, List<String> differences) {
    if (!java.util.Objects.equals(again, recorded)) {
      differences.add(what + ": recorded " + recorded + ", computed again " + again);
    }
  }
}
