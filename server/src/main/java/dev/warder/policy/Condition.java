package dev.warder.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;

/// A compiled condition, and the checked expression that it was made from.
record Condition(Program program, CelAbstractSyntaxTree ast) {
  /// @throws CelEvaluationException where it fails; the caller denies
  boolean holds(CelVariableResolver variables) throws CelEvaluationException {
    if (program.eval(variables) instanceof Boolean truth) {
      return truth;
    }
    throw new CelEvaluationException("a condition must be true or false");
  }
}
