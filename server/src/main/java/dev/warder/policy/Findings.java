package dev.warder.policy;

import dev.cel.common.CelAbstractSyntaxTree;

/// What is wrong with one condition, reported where it stands in the file.
final class Findings {
  private final Node.Scalar condition;
  private final Problems problems;
  private boolean any;

  Findings(Node.Scalar condition, Problems problems) {
    this.condition = condition;
    this.problems = problems;
  }

  /// @param offset in code points of the condition's text
  void add(int offset, String text) {
    any = true;
    problems.add(condition.places().of(condition.text(), offset), text);
  }

  void add(CelAbstractSyntaxTree ast, long expression, String text) {
    add(ast.getSource().getPositionsMap().getOrDefault(expression, 0), text);
  }

  boolean any() {
    return any;
  }
}
