package dev.warder.audit;

import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import dev.warder.model.Situation;
import dev.warder.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What judging a recorded decision again needs of its record.
///
/// @param verdict as on the wire
/// @param denial as on the wire, where the verdict is deny
/// @param rules that matched and were in force
/// @param situation what policies judged; absent where the call did not get that far
public record Sketch(
    String id,
    Instant time,
    String verdict,
    @Nullable String denial,
    List<String> rules,
    List<String> reasons,
    @Nullable Situation situation) {
  private static final Set<String> OF_POLICY =
      Set.of(
          Denial.POLICY.wire(),
          Denial.POLICY_FAILURE.wire(),
          Denial.INSUFFICIENT_SCOPE.wire(),
          Denial.NO_GRANT.wire());

  static Sketch of(Decision decision) {
    Judgement judgement = decision.judgement();
    return new Sketch(
        decision.id(),
        decision.time(),
        decision.verdict().wire(),
        decision.verdict() instanceof Verdict.Deny(Denial why) ? why.wire() : null,
        judgement == null ? List.of() : judgement.hits().stream().map(Judgement.Hit::rule).toList(),
        decision.reasons(),
        situation(decision));
  }

  /// Nothing where policies were not asked.
  public static @Nullable Situation situation(Decision decision) {
    Identity identity = decision.identity();
    return identity == null
            || decision.judgement() == null
            || decision.route() == null
            || decision.context() == null
            || decision.assessment() == null
        ? null
        : new Situation(
            decision.attempt(),
            identity,
            decision.route(),
            decision.context(),
            decision.assessment());
  }

  /// Whether policies had the last word; where something failed or came too late, they had not.
  public boolean isOfPolicy() {
    return situation != null && (denial == null || OF_POLICY.contains(denial));
  }
}
