package dev.warder.policy;

import static java.util.stream.Collectors.toSet;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds names in a parsed condition that are no variables, and says which were meant.
final class UnknownNames {
  private static final Set<String> TYPES =
      Set.of(
          "bool",
          "bytes",
          "double",
          "dyn",
          "google",
          "int",
          "list",
          "map",
          "null_type",
          "sets",
          "string",
          "type",
          "uint");

  private UnknownNames() {}

  /// Whether there are any; each is reported.
  ///
  /// @param names of all variables, dotted
  static boolean find(CelAbstractSyntaxTree ast, Findings findings, Set<String> names) {
    List<CelNavigableExpr> nodes = CelNavigableAst.fromAst(ast).getRoot().allNodes().toList();
    Set<String> loopVariables =
        nodes.stream()
            .filter(n -> n.getKind() == Kind.COMPREHENSION)
            .map(n -> n.expr().comprehension().iterVar())
            .collect(toSet());
    for (CelNavigableExpr node : nodes) {
      boolean inner = node.parent().filter(p -> p.getKind() == Kind.SELECT).isPresent();
      Optional<CelExpr> root = inner ? Optional.empty() : Names.root(node.expr());
      root.filter(r -> !isKnown(Names.dotted(node.expr()), loopVariables, names))
          .ifPresent(r -> findings.add(ast, r, message(Names.dotted(node.expr()), names)));
    }
    return findings.any();
  }

  private static boolean isKnown(String path, Set<String> loopVariables, Set<String> names) {
    int dot = path.indexOf('.');
    String first = dot < 0 ? path : path.substring(0, dot);
    return first.startsWith("@")
        || loopVariables.contains(first)
        || TYPES.contains(first)
        || names.stream().anyMatch(name -> path.equals(name) || path.startsWith(name + "."));
  }

  private static String message(String path, Set<String> names) {
    List<String> members = names.stream().filter(n -> n.startsWith(path + ".")).sorted().toList();
    if (!members.isEmpty()) {
      return path + " is a group of variables: " + String.join(", ", members);
    }
    return "there is no variable " + Problems.quote(path) + Spelling.hint(path, names);
  }
}
