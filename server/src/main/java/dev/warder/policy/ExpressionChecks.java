package dev.warder.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What CEL's own checker lets pass and we do not: texts that cannot be right, headers that are not
/// recorded, and whatever could grow without bound.
final class ExpressionChecks {
  private static final int MOST_NESTED_LOOPS = 3;
  private static final int MOST_JOINS = 16;
  private static final int DEEPEST_LIST = 2;

  private final CelAbstractSyntaxTree ast;
  private final Findings findings;
  private final Literals literals;
  private final Set<String> headers;
  private int joins;

  ExpressionChecks(
      CelAbstractSyntaxTree ast, Findings findings, Literals literals, Set<String> headers) {
    this.ast = ast;
    this.findings = findings;
    this.literals = literals;
    this.headers = headers;
  }

  void run() {
    if (ast.getTypeMap().values().stream().anyMatch(t -> listDepth(t) > DEEPEST_LIST)) {
      findings.add(0, "lists of lists of lists are not allowed");
    }
    for (CelNavigableExpr node : CelNavigableAst.fromAst(ast).getRoot().allNodes().toList()) {
      if (node.getKind() == Kind.CALL) {
        call(node);
      } else if (node.getKind() == Kind.COMPREHENSION && loops(node) >= MOST_NESTED_LOOPS) {
        add(node.expr(), "at most " + MOST_NESTED_LOOPS + " macros may be nested");
      }
      headers(node);
    }
  }

  private void call(CelNavigableExpr node) {
    CelExpr.CelCall call = node.expr().call();
    List<CelExpr> args = call.args();
    switch (call.function()) {
      case "_==_", "_!=_" -> {
        word(args.get(0), args.get(1));
        word(args.get(1), args.get(0));
      }
      case "@in" -> membership(args.get(0), args.get(1));
      case "_+_" -> join(node, args.get(0));
      case "inNet" -> networks(args.getLast());
      case "timestamp" -> moment(args.getFirst());
      case "matches" ->
          literal(args.getLast(), "matches").ifPresent(t -> pattern(args.getLast(), t));
      case "duration" -> duration(args.getFirst());
      case "getDate",
          "getDayOfMonth",
          "getDayOfWeek",
          "getDayOfYear",
          "getFullYear",
          "getHours",
          "getMilliseconds",
          "getMinutes",
          "getMonth",
          "getSeconds" ->
          args.forEach(this::zone);
      default -> {}
    }
  }

  /// `risk.level == "hihg"` would compile and never be true.
  private void word(CelExpr variable, CelExpr value) {
    Set<String> words =
        Variables.find(Names.dotted(variable)).map(Variable::words).orElse(Set.of());
    Optional<String> text = text(value);
    if (!words.isEmpty() && text.isPresent() && !words.contains(text.get())) {
      String name = Names.dotted(variable);
      String hint = Spelling.hint(text.get(), words);
      String all = String.join(", ", words.stream().sorted().toList());
      String tail = hint.isEmpty() ? ": it is one of " + all : hint;
      add(value, name + " is never \"" + Problems.quote(text.get()) + "\"" + tail);
    }
  }

  private void membership(CelExpr element, CelExpr container) {
    if (container.getKind() == Kind.LIST) {
      container.list().elements().forEach(each -> word(element, each));
    }
    String name = Names.dotted(container);
    if (Variables.find(name).filter(v -> v.kind().hasDefaults()).isPresent()) {
      add(container, "a name that is missing in " + name + " reads as empty: compare it instead");
    }
  }

  /// Joining in loops within loops doubles a text or list each time.
  private void join(CelNavigableExpr node, CelExpr first) {
    CelKind kind = ast.getType(node.expr().id()).map(CelType::kind).orElse(CelKind.DYN);
    boolean ofMacro = first.getKind() == Kind.IDENT && first.ident().name().startsWith("@");
    boolean grows = kind != CelKind.INT && kind != CelKind.UINT && kind != CelKind.DOUBLE;
    if (ofMacro || !grows || kind == CelKind.DURATION || kind == CelKind.TIMESTAMP) {
      return;
    }
    if (loops(node) > 0) {
      add(first, "texts and lists cannot be joined inside a macro");
    } else if (++joins == MOST_JOINS + 1) {
      add(first, "at most " + MOST_JOINS + " texts or lists may be joined");
    }
  }

  private void networks(CelExpr argument) {
    List<CelExpr> each =
        argument.getKind() == Kind.LIST ? argument.list().elements() : List.of(argument);
    for (CelExpr network : each) {
      literal(network, "inNet")
          .flatMap(literals::addNetwork)
          .ifPresent(wrong -> add(network, wrong));
    }
  }

  /// A zone is written in quotes, or is that of the call.
  private void zone(CelExpr argument) {
    if (!Names.dotted(argument).equals(Variables.ZONE)) {
      literal(argument, "a time zone")
          .flatMap(Zones::wrong)
          .ifPresent(wrong -> add(argument, wrong));
    }
  }

  private void moment(CelExpr argument) {
    text(argument)
        .filter(t -> GivenValue.moment(t).isEmpty())
        .ifPresent(
            t -> add(argument, Problems.quote(t) + " is not a time such as 2026-11-25T10:00:00Z"));
  }

  private void pattern(CelExpr at, String text) {
    literals.addPattern(text).ifPresent(wrong -> add(at, wrong));
  }

  private void duration(CelExpr argument) {
    if (ast.getType(argument.id()).filter(t -> t.kind() == CelKind.DURATION).isPresent()) {
      return;
    }
    Optional<String> text = literal(argument, "duration");
    Optional<Duration> duration = text.flatMap(Language::duration);
    if (duration.isPresent()) {
      literals.addDuration(text.get(), duration.get());
    } else if (text.isPresent()) {
      add(argument, Problems.quote(text.get()) + " is not a duration such as 15m or 1h30m");
    }
  }

  private Optional<String> literal(CelExpr argument, String function) {
    Optional<String> text = text(argument);
    if (text.isEmpty()) {
      add(argument, function + " takes a text in quotes, nothing computed");
    }
    return text;
  }

  /// Headers are read by a name in quotes that is declared, because only these are recorded.
  private void headers(CelNavigableExpr node) {
    CelExpr expression = node.expr();
    if (!Names.dotted(expression).equals(Variables.HEADERS)) {
      return;
    }
    Optional<String> name =
        node.parent().map(CelNavigableExpr::expr).flatMap(p -> headerName(p, expression));
    if (name.isEmpty()) {
      add(expression, "headers are read one by one: request.headers[\"name\"]");
    } else if (!headers.contains(name.get())) {
      String hint = Spelling.hint(name.get(), headers);
      String text = "the header " + Problems.quote(name.get()) + " is not listed in audit.headers";
      add(expression, text + (hint.isEmpty() ? " (in lower case)" : hint));
    }
  }

  private static Optional<String> headerName(CelExpr parent, CelExpr headers) {
    if (parent.getKind() == Kind.SELECT && !parent.select().testOnly()) {
      return Optional.of(parent.select().field());
    }
    boolean index = parent.getKind() == Kind.CALL && parent.call().function().equals("_[_]");
    return index && parent.call().args().getFirst().id() == headers.id()
        ? text(parent.call().args().getLast())
        : Optional.empty();
  }

  private static Optional<String> text(CelExpr expression) {
    return expression.getKind() == Kind.CONSTANT
            && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(expression.constant().stringValue())
        : Optional.empty();
  }

  private static int loops(CelNavigableExpr node) {
    int loops = 0;
    for (Optional<CelNavigableExpr> up = node.parent(); up.isPresent(); up = up.get().parent()) {
      loops += up.get().getKind() == Kind.COMPREHENSION ? 1 : 0;
    }
    return loops;
  }

  private static int listDepth(CelType type) {
    return type.kind() == CelKind.LIST ? 1 + listDepth(type.parameters().getFirst()) : 0;
  }

  private void add(CelExpr at, String text) {
    findings.add(ast, at, text);
  }
}
