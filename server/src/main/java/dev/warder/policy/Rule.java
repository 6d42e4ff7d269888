package dev.warder.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import dev.warder.model.Effect;
import dev.warder.model.Judgement;
import org.jspecify.annotations.Nullable;

/// One compiled rule. It matches where `when` holds and `unless` does not.
final class Rule {
  private final String id;
  private final Program when;
  private final @Nullable Program unless;
  private final Judgement.Hit hit;

  Rule(String id, Program when, @Nullable Program unless, Effect effect) {
    this.id = id;
    this.when = when;
    this.unless = unless;
    this.hit = new Judgement.Hit(id, effect);
  }

  String id() {
    return id;
  }

  Judgement.Hit hit() {
    return hit;
  }

  /// @throws CelEvaluationException where a condition fails; the caller denies
  boolean matches(CelVariableResolver variables) throws CelEvaluationException {
    return holds(when, variables) && (unless == null || !holds(unless, variables));
  }

  private static boolean holds(Program condition, CelVariableResolver variables)
      throws CelEvaluationException {
    if (condition.eval(variables) instanceof Boolean truth) {
      return truth;
    }
    throw new CelEvaluationException("a condition must be true or false");
  }

  Judgement.Failure failure(CelEvaluationException cause) {
    return new Judgement.Failure(id, CelMessages.plain(cause));
  }
}
