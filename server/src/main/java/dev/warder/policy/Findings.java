package dev.warder.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.HashMap;
import java.util.Map;

/// What is wrong with one condition, reported where it stands in the file.
final class Findings {
  private final Node.Scalar condition;
  private final Problems problems;
  private final Map<Long, Integer> starts = new HashMap<>();
  private boolean any;

  Findings(Node.Scalar condition, Problems problems) {
    this.condition = condition;
    this.problems = problems;
  }

  /// Remembers where dotted names begin: CEL places `risk.score` at its last dot, and once it is
  /// checked it is one name and no longer tells where the first part stood.
  void startsIn(CelAbstractSyntaxTree parsed) {
    CelNavigableAst.fromAst(parsed)
        .getRoot()
        .allNodes()
        .filter(n -> n.getKind() == Kind.SELECT)
        .forEach(n -> Names.root(n.expr()).ifPresent(r -> starts.put(n.id(), place(parsed, r))));
  }

  private static int place(CelAbstractSyntaxTree ast, CelExpr expression) {
    return ast.getSource().getPositionsMap().getOrDefault(expression.id(), 0);
  }

  /// @param offset in code points of the condition's text
  void add(int offset, String text) {
    any = true;
    problems.add(condition.places().of(condition.text(), offset), text);
  }

  void add(CelAbstractSyntaxTree ast, CelExpr expression, String text) {
    Integer start = starts.get(expression.id());
    add(start == null ? place(ast, expression) : start, text);
  }

  boolean any() {
    return any;
  }
}
