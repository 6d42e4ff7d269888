package dev.warder.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import org.jspecify.annotations.Nullable;

/// A compiled condition, and the checked expression that it was made from.
///
/// @param steps that an evaluation may take; absent where it calls nothing that counts them
/// @param runtime that its parts are computed by, where somebody asks why
record Condition(
    Program program, CelAbstractSyntaxTree ast, @Nullable Steps steps, CelRuntime runtime) {
  /// Alone, with all the steps of a decision.
  boolean holds(CelVariableResolver variables) throws CelEvaluationException {
    if (steps != null) {
      steps.begin();
    }
    return holds(variables, false);
  }

  /// @param tried whether it is only tried out
  /// @throws CelEvaluationException where it fails; the caller denies
  boolean holds(CelVariableResolver variables, boolean tried) throws CelEvaluationException {
    if (steps == null) {
      return truth(program.eval(variables));
    }
    steps.restart(tried);
    boolean truth = truth(program.eval(variables));
    if (steps.isOver()) {
      throw new CelEvaluationException("too many steps", new Steps.Spent());
    }
    return truth;
  }

  private static boolean truth(Object value) throws CelEvaluationException {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new CelEvaluationException("a condition must be true or false");
  }

  /// The value of a part of the expression.
  Object value(CelExpr part, CelVariableResolver variables) throws CelEvaluationException {
    if (steps != null) {
      steps.begin();
    }
    return runtime.createProgram(tree(part)).eval(variables);
  }

  /// How a part reads.
  String text(CelExpr part) {
    try {
      return CelUnparserFactory.newUnparser().unparse(tree(part));
    } catch (RuntimeException e) {
      return "(an expression that cannot be shown in parts)";
    }
  }

  CelAbstractSyntaxTree tree(CelExpr part) {
    return CelAbstractSyntaxTree.newCheckedAst(
        part, ast.getSource(), ast.getReferenceMap(), ast.getTypeMap());
  }
}
