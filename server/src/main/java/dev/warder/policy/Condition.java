package dev.warder.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import org.jspecify.annotations.Nullable;

/// A compiled condition, and the checked expression that it was made from.
///
/// @param steps that an evaluation may take; absent where it calls nothing that counts them
record Condition(Program program, CelAbstractSyntaxTree ast, @Nullable Steps steps) {
  /// @throws CelEvaluationException where it fails; the caller denies
  boolean holds(CelVariableResolver variables) throws CelEvaluationException {
    if (steps != null) {
      steps.restart();
    }
    if (program.eval(variables) instanceof Boolean truth) {
      return truth;
    }
    throw new CelEvaluationException("a condition must be true or false");
  }
}
