package dev.warder.policy;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.Optional;

/// Reads dotted names out of expressions: `risk.score` is a selection from `risk` until CEL has
/// resolved it, and one name after.
final class Names {
  private Names() {}

  /// The first name of a path such as `a.b.c`; nothing where the path begins with something else.
  static Optional<CelExpr> root(CelExpr expression) {
    CelExpr at = expression;
    while (at.getKind() == Kind.SELECT) {
      at = at.select().operand();
    }
    return at.getKind() == Kind.IDENT ? Optional.of(at) : Optional.empty();
  }

  /// The whole path; empty where it does not begin with a name.
  static String dotted(CelExpr expression) {
    return switch (expression.getKind()) {
      case IDENT -> withoutLeadingDot(expression.ident().name());
      case SELECT -> {
        String before = dotted(expression.select().operand());
        yield before.isEmpty() ? "" : before + "." + expression.select().field();
      }
      default -> "";
    };
  }

  private static String withoutLeadingDot(String name) {
    return name.startsWith(".") ? name.substring(1) : name;
  }
}
