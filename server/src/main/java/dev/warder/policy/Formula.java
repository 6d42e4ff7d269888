package dev.warder.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A condition taken apart at `&&`, `||` and `!`.
sealed interface Formula {
  /// All of these.
  record All(List<Formula> parts) implements Formula {}

  /// Any of these.
  record Any(List<Formula> parts) implements Formula {}

  record Not(Formula part) implements Formula {}

  /// What is not taken apart further.
  record Atom(Condition of, CelExpr expression) implements Formula {
    String text() {
      return of.text(expression);
    }

    CelAbstractSyntaxTree tree() {
      return of.tree(expression);
    }

    /// Nothing where it fails.
    @Nullable Boolean value(CelVariableResolver variables) {
      try {
        return of.value(expression, variables) instanceof Boolean truth ? truth : null;
      } catch (CelEvaluationException e) {
        return null;
      }
    }
  }

  /// What must hold for a rule to match.
  static Formula of(Rule rule) {
    Formula when = of(rule.when(), rule.when().ast().getExpr());
    Condition unless = rule.unless();
    return unless == null
        ? when
        : new All(List.of(when, new Not(of(unless, unless.ast().getExpr()))));
  }

  private static Formula of(Condition condition, CelExpr expression) {
    if (expression.getKind() == Kind.CALL) {
      List<Formula> parts = new ArrayList<>();
      switch (expression.call().function()) {
        case "_&&_" -> {
          expression.call().args().forEach(each -> parts.add(of(condition, each)));
          return new All(parts);
        }
        case "_||_" -> {
          expression.call().args().forEach(each -> parts.add(of(condition, each)));
          return new Any(parts);
        }
        case "!_" -> {
          return new Not(of(condition, expression.call().args().getFirst()));
        }
        default -> {}
      }
    }
    return new Atom(condition, expression);
  }

  /// The fewest atoms that must change for the formula to become `wanted`; none where it is so
  /// already. An atom that fails counts as one that must change.
  default List<Atom> toChange(boolean wanted, CelVariableResolver variables) {
    return switch (this) {
      case Atom atom -> {
        Boolean value = atom.value(variables);
        yield value != null && value == wanted ? List.of() : List.of(atom);
      }
      case Not(Formula part) -> part.toChange(!wanted, variables);
      case All(List<Formula> parts) -> combined(parts, wanted, wanted, variables);
      case Any(List<Formula> parts) -> combined(parts, wanted, !wanted, variables);
    };
  }

  private static List<Atom> combined(
      List<Formula> parts, boolean wanted, boolean every, CelVariableResolver variables) {
    List<Atom> all = new ArrayList<>();
    List<Atom> fewest = null;
    for (Formula part : parts) {
      List<Atom> atoms = part.toChange(wanted, variables);
      all.addAll(atoms);
      if (fewest == null || atoms.size() < fewest.size()) {
        fewest = atoms;
      }
    }
    return every || fewest == null ? all : fewest;
  }

  /// All atoms, from left to right.
  default List<Atom> atoms() {
    return switch (this) {
      case Atom atom -> List.of(atom);
      case Not(Formula part) -> part.atoms();
      case All(List<Formula> parts) -> parts.stream().flatMap(p -> p.atoms().stream()).toList();
      case Any(List<Formula> parts) -> parts.stream().flatMap(p -> p.atoms().stream()).toList();
    };
  }
}
