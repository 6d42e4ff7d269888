package dev.warder.replay.evaluate;

import dev.warder.model.Challenge;
import dev.warder.model.Denial;
import dev.warder.model.Judgement;
import dev.warder.model.Verdict;
import dev.warder.policy.Combination;
import java.time.Duration;

/// From a judgement to a verdict, without what depends on the wire: scopes are not asked for, and
/// who is to be slowed down is slowed down at once.
final class Verdicts {
  private static final Verdict ALLOW = new Verdict.Allow();
  private static final Verdict DENY = new Verdict.Deny(Denial.POLICY);
  private static final Verdict THROTTLE = new Verdict.Throttle(Duration.ofSeconds(1));

  private Verdicts() {}

  static Verdict of(Judgement judgement) {
    if (judgement.failure() != null) {
      return new Verdict.Deny(Denial.POLICY_FAILURE);
    }
    if (judgement.hits().isEmpty()) {
      return ALLOW;
    }
    Combination wanted = Combination.of(judgement.hits());
    if (wanted.denies()) {
      return DENY;
    }
    if (wanted.stepUp() != null) {
      return new Verdict.StepUp(new Challenge("", wanted.stepUp().acr(), wanted.stepUp().maxAge()));
    }
    if (!wanted.limits().isEmpty()) {
      return THROTTLE;
    }
    return wanted.restricts() ? new Verdict.Restrict(wanted.restrictions()) : ALLOW;
  }
}
