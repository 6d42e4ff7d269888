package dev.warder.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads out of a checked condition what must be true of single variables for it to hold.
///
/// Only comparisons that cannot fail count: a variable of text, truth or whole number with a
/// constant of its own type.
final class Guards {
  private Guards() {}

  static List<Guard> of(CelAbstractSyntaxTree ast) {
    return of(ast.getExpr());
  }

  private static List<Guard> of(CelExpr expression) {
    Optional<Guard> truth = truth(expression, true);
    if (truth.isPresent()) {
      return List.of(truth.get());
    }
    if (expression.getKind() != Kind.CALL) {
      return List.of();
    }
    List<CelExpr> args = expression.call().args();
    return switch (expression.call().function()) {
      case "_&&_" -> both(of(args.get(0)), of(args.get(1)));
      case "_||_" -> either(of(args.get(0)), of(args.get(1)));
      case "!_" -> truth(args.get(0), false).map(List::of).orElse(List.of());
      case "_==_" ->
          equality(args.get(0), args.get(1))
              .or(() -> equality(args.get(1), args.get(0)))
              .map(List::of)
              .orElse(List.of());
      case "@in" -> membership(args.get(0), args.get(1)).map(List::of).orElse(List.of());
      default -> List.of();
    };
  }

  private static List<Guard> both(List<Guard> left, List<Guard> right) {
    List<Guard> all = new ArrayList<>(left);
    for (Guard guard : right) {
      Guard joined = guard;
      for (Guard known : left) {
        joined = known.and(joined).orElse(joined);
      }
      all.removeIf(known -> known.place().equals(guard.place()));
      all.add(joined);
    }
    return all;
  }

  private static List<Guard> either(List<Guard> left, List<Guard> right) {
    List<Guard> all = new ArrayList<>();
    for (Guard one : left) {
      right.forEach(two -> one.or(two).ifPresent(all::add));
    }
    return all;
  }

  private static Optional<Guard> truth(CelExpr expression, boolean value) {
    return place(expression, Variable.Kind.TRUTH).map(place -> new Guard(place, Set.of(value)));
  }

  private static Optional<Guard> equality(CelExpr variable, CelExpr constant) {
    Object value = constant(constant);
    return value == null
        ? Optional.empty()
        : place(variable, kind(value)).map(place -> new Guard(place, Set.of(value)));
  }

  private static Optional<Guard> membership(CelExpr variable, CelExpr list) {
    if (list.getKind() != Kind.LIST || list.list().elements().isEmpty()) {
      return Optional.empty();
    }
    Set<Object> values = new HashSet<>();
    for (CelExpr element : list.list().elements()) {
      Object value = constant(element);
      if (value == null || place(variable, kind(value)).isEmpty()) {
        return Optional.empty();
      }
      values.add(value);
    }
    return place(variable, kind(values.iterator().next())).map(p -> new Guard(p, values));
  }

  private static @Nullable Object constant(CelExpr expression) {
    if (expression.getKind() != Kind.CONSTANT) {
      return null;
    }
    CelConstant constant = expression.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> constant.stringValue();
      case INT64_VALUE -> constant.int64Value();
      case BOOLEAN_VALUE -> constant.booleanValue();
      default -> null;
    };
  }

  private static Variable.Kind kind(Object constant) {
    return constant instanceof String
        ? Variable.Kind.TEXT
        : constant instanceof Long ? Variable.Kind.WHOLE : Variable.Kind.TRUTH;
  }

  private static Optional<Guard.Place> place(CelExpr expression, Variable.Kind kind) {
    if (Variables.find(Names.dotted(expression)).filter(v -> v.kind() == kind).isPresent()) {
      return Optional.of(new Guard.Place(Names.dotted(expression), null));
    }
    return kind == Variable.Kind.TEXT ? named(expression) : Optional.empty();
  }

  /// `token.tags["team"]` or `token.tags.team`.
  static Optional<Guard.Place> named(CelExpr expression) {
    CelExpr map = expression;
    String name = null;
    if (expression.getKind() == Kind.SELECT && !expression.select().testOnly()) {
      map = expression.select().operand();
      name = expression.select().field();
    } else if (expression.getKind() == Kind.CALL && expression.call().function().equals("_[_]")) {
      map = expression.call().args().get(0);
      name = constant(expression.call().args().get(1)) instanceof String text ? text : null;
    }
    boolean texts =
        Variables.find(Names.dotted(map))
            .filter(v -> v.kind() == Variable.Kind.TEXT_BY_NAME)
            .isPresent();
    return name != null && texts
        ? Optional.of(new Guard.Place(Names.dotted(map), name))
        : Optional.empty();
  }
}
