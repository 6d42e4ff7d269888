package dev.warder.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.warder.model.Effect;
import dev.warder.model.Judgement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One compiled rule. It matches where `when` holds and `unless` does not.
final class Rule {
  private final String id;
  private final Condition when;
  private final @Nullable Condition unless;
  private final Judgement.Hit hit;
  private final List<Guard> guards;

  Rule(String id, Condition when, @Nullable Condition unless, Effect effect) {
    this.id = id;
    this.when = when;
    this.unless = unless;
    this.hit = new Judgement.Hit(id, effect);
    this.guards = Guards.of(when.ast());
  }

  String id() {
    return id;
  }

  Judgement.Hit hit() {
    return hit;
  }

  Condition when() {
    return when;
  }

  @Nullable Condition unless() {
    return unless;
  }

  List<Condition> conditions() {
    return unless == null ? List.of(when) : List.of(when, unless);
  }

  /// What must be true of single variables for it to match.
  List<Guard> guards() {
    return guards;
  }

  /// Gives its conditions all the steps of a decision: for who asks about it alone.
  void begin() {
    for (Condition condition : conditions()) {
      Steps steps = condition.steps();
      if (steps != null) {
        steps.begin();
      }
    }
  }

  /// @param tried whether it is only tried out
  /// @throws CelEvaluationException where a condition fails; the caller denies
  boolean matches(CelVariableResolver variables, boolean tried) throws CelEvaluationException {
    return when.holds(variables, tried) && (unless == null || !unless.holds(variables, tried));
  }

  Judgement.Failure failure(CelEvaluationException cause) {
    return new Judgement.Failure(id, CelMessages.plain(cause));
  }
}
