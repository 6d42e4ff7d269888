package dev.warder.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import dev.cel.runtime.Program;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The language of conditions: CEL with our variables, `inNet`, and limits on everything.
///
/// CEL is unlimited by default. Here the text, its depth and its size are bounded; loops share a
/// budget of iterations per evaluation; patterns, networks and durations are written in quotes and
/// prepared beforehand. One instance compiles one set of policies, on one thread.
final class Language {
  static final int LONGEST = 4_000;
  private static final int DEEPEST = 32;
  private static final int MOST_ITERATIONS = 1_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(DEEPEST)
          .populateMacroCalls(true) // so that a condition can be shown again
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .build();

  private static final CelCompiler COMPILER = compiler();
  private static final Program DURATIONS = durations();

  private final Steps steps = new Steps();
  private final Literals literals = new Literals(steps);
  private final Set<String> headers;
  private final CelRuntime runtime;

  /// @param headers names in lower case of the request headers that may be read
  Language(Set<String> headers) {
    this.headers = Set.copyOf(headers);
    this.runtime = runtime(literals, new TextFunctions(steps));
  }

  /// The compiled condition, or nothing and the reasons among the problems.
  Optional<Condition> compile(Node.Scalar condition, Problems problems) {
    String text = condition.text();
    if (text.codePointCount(0, text.length()) > LONGEST) {
      problems.add(condition.at(), "a condition has at most " + LONGEST + " characters");
      return Optional.empty();
    }
    Findings findings = new Findings(condition, problems);
    CelValidationResult parsed = COMPILER.parse(text);
    if (parsed.hasError()) {
      parsed.getErrors().stream().limit(1).forEach(e -> report(findings, parsed, e));
      return Optional.empty();
    }
    try {
      findings.startsIn(parsed.getAst());
      if (UnknownNames.find(parsed.getAst(), findings, Variables.names())) {
        return Optional.empty();
      }
      return program(findings, COMPILER.check(parsed.getAst()));
    } catch (CelValidationException | CelEvaluationException e) {
      problems.add(condition.at(), "this condition cannot be compiled");
      return Optional.empty();
    }
  }

  private Optional<Condition> program(Findings findings, CelValidationResult checked)
      throws CelValidationException, CelEvaluationException {
    if (checked.hasError()) {
      checked.getErrors().forEach(e -> report(findings, checked, e));
      return Optional.empty();
    }
    CelAbstractSyntaxTree ast = checked.getAst();
    new ExpressionChecks(ast, findings, literals, headers).run();
    return findings.any()
        ? Optional.empty()
        : Optional.of(
            new Condition(runtime.createProgram(ast), ast, counts(ast) ? steps : null, runtime));
  }

  /// Whether it calls anything; operators are called like functions, and count nothing.
  private static boolean counts(CelAbstractSyntaxTree ast) {
    return CelNavigableAst.fromAst(ast)
        .getRoot()
        .allNodes()
        .filter(n -> n.getKind() == Kind.CALL)
        .anyMatch(n -> Character.isLetter(n.expr().call().function().charAt(0)));
  }

  static void report(Findings findings, CelValidationResult result, CelIssue issue) {
    int offset = result.getSource().getLocationOffset(issue.getSourceLocation()).orElse(0);
    findings.add(offset, CelMessages.plain(issue.getMessage()));
  }

  /// As CEL reads it: `1h30m`, `1.5s`.
  static Optional<Duration> duration(String text) {
    try {
      Object value = DURATIONS.eval(name -> Optional.of(text));
      return value instanceof Duration duration ? Optional.of(duration) : Optional.empty();
    } catch (CelEvaluationException e) {
      return Optional.empty();
    }
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL)
            .addFunctionDeclarations(
                CelFunctionDecl.newFunctionDeclaration(
                    "inNet",
                    CelOverloadDecl.newMemberOverload(
                        "string_in_net", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING),
                    CelOverloadDecl.newMemberOverload(
                        "string_in_nets",
                        SimpleType.BOOL,
                        SimpleType.STRING,
                        ListType.create(SimpleType.STRING))))
            .addFunctionDeclarations(TextFunctions.declarations());
    Variables.ALL.forEach(v -> builder.addVar(v.name(), v.kind().type()));
    return builder.build();
  }

  // The literals are filled before the first evaluation and published with the set.
  @SuppressWarnings("Immutable")
  private static CelRuntime runtime(Literals literals, TextFunctions texts) {
    return CelRuntimeFactory.plannerRuntimeBuilder()
        .setOptions(OPTIONS)
        .setStandardFunctions(
            CelStandardFunctions.newBuilder()
                .excludeFunctions(
                    StandardFunction.DURATION, StandardFunction.MATCHES, StandardFunction.CONTAINS)
                .build())
        .addFunctionBindings(
            CelFunctionBinding.fromOverloads(
                "inNet",
                CelFunctionBinding.from(
                    "string_in_net", String.class, String.class, literals::isInNetwork),
                CelFunctionBinding.from(
                    "string_in_nets", String.class, List.class, literals::isInNetworks)))
        .addFunctionBindings(texts.bindings())
        .addFunctionBindings(
            CelFunctionBinding.fromOverloads(
                "contains",
                CelFunctionBinding.from(
                    "contains_string", String.class, String.class, texts::contains)))
        .addFunctionBindings(
            CelFunctionBinding.fromOverloads(
                "matches",
                CelFunctionBinding.from("matches", String.class, String.class, literals::matches),
                CelFunctionBinding.from(
                    "matches_string", String.class, String.class, literals::matches)))
        .addFunctionBindings(
            CelFunctionBinding.fromOverloads(
                "duration",
                CelFunctionBinding.from("string_to_duration", String.class, literals::duration),
                CelFunctionBinding.from("duration_to_duration", Duration.class, d -> d)))
        .build();
  }

  private static Program durations() {
    try {
      CelAbstractSyntaxTree ast =
          CelCompilerFactory.standardCelCompilerBuilder()
              .addVar("text", SimpleType.STRING)
              .build()
              .compile("duration(text)")
              .getAst();
      return CelRuntimeFactory.plannerRuntimeBuilder().build().createProgram(ast);
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException("CEL cannot compile duration(text)", e);
    }
  }
}
