package dev.warder.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.warder.model.Effect;
import dev.warder.model.Judgement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rules in the order in which they are judged. Unchangeable.
final class RuleList {
  private final Rule[] rules;
  private final RuleIndex index;

  RuleList(List<Rule> rules) {
    this.rules = rules.toArray(Rule[]::new);
    this.index = new RuleIndex(this.rules);
  }

  boolean isEmpty() {
    return rules.length == 0;
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

  void judge(CelVariableResolver variables, Found found) {
    for (int at : index.candidates(variables)) {
      Rule rule = rules[at];
      try {
        if (rule.matches(variables)) {
          found.add(rule.hit());
        }
      } catch (CelEvaluationException e) {
        found.failure = found.failure == null ? rule.failure(e) : found.failure;
      }
    }
  }

  void tryOut(CelVariableResolver variables, Found found) {
    for (int at : index.candidates(variables)) {
      Rule rule = rules[at];
      try {
        if (rule.matches(variables)) {
          found.add(rule.hit());
        }
      } catch (CelEvaluationException e) {
        found.add(new Judgement.Hit(rule.id(), new Effect.Deny()));
      }
    }
  }
}
