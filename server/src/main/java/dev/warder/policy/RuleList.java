package dev.warder.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.warder.model.Effect;
import dev.warder.model.Judgement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rules in the order in which they are judged. Unchangeable.
final class RuleList {
  private final Rule[] rules;
  private final Mode[] modes;
  private final RuleIndex index;

  /// @param modes for whom each of them counts
  RuleList(List<Rule> rules, List<Mode> modes) {
    this.rules = rules.toArray(Rule[]::new);
    this.modes = modes.toArray(Mode[]::new);
    this.index = new RuleIndex(this.rules);
  }

  /// Whether any counts for anybody.
  boolean canHinder() {
    return Arrays.stream(modes).anyMatch(Mode::canHinder);
  }

  /// What judging one call has found so far.
  static final class Found {
    private @Nullable List<Judgement.Hit> hits;
    private Judgement.@Nullable Failure failure;

    List<Judgement.Hit> hits() {
      return hits == null ? List.of() : hits;
    }

    Judgement.@Nullable Failure failure() {
      return failure;
    }

    private void add(Judgement.Hit hit) {
      if (hits == null) {
        hits = new ArrayList<>(2);
      }
      hits.add(hit);
    }
  }

  /// @param shadow what is only tried out, for this call's principal
  void judge(CelVariableResolver variables, Found found, Found shadow) {
    for (int at : index.candidates(variables)) {
      Rule rule = rules[at];
      try {
        if (rule.matches(variables, !modes[at].canHinder())) {
          (counts(at, variables) ? found : shadow).add(rule.hit());
        }
      } catch (CelEvaluationException e) {
        if (!counts(at, variables)) {
          shadow.add(new Judgement.Hit(rule.id(), new Effect.Deny()));
        } else if (found.failure == null) {
          found.failure = rule.failure(e);
        }
      }
    }
  }

  private boolean counts(int at, CelVariableResolver variables) {
    return modes[at].counts(variables.find("principal.id").map(String::valueOf).orElse(""));
  }
}
