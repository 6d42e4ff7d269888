package dev.warder.policy;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The language of rules about incidents: CEL over `incident.*`, as bounded as that of calls, and
/// without patterns.
final class IncidentLanguage {
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(Language.LONGEST)
          .maxParseRecursionDepth(32)
          .comprehensionMaxIterations(1_000)
          .build();
  private static final CelCompiler COMPILER = compiler();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .setStandardFunctions(
              CelStandardFunctions.newBuilder().excludeFunctions(StandardFunction.MATCHES).build())
          .build();

  private IncidentLanguage() {}

  static Map<String, CelType> variables() {
    Map<String, CelType> all = new LinkedHashMap<>();
    all.put("incident.id", SimpleType.STRING);
    all.put("incident.severity", SimpleType.STRING);
    all.put("incident.rank", SimpleType.INT);
    all.put("incident.about", SimpleType.STRING);
    all.put("incident.principal", SimpleType.STRING);
    all.put("incident.network", SimpleType.STRING);
    all.put("incident.detectors", ListType.create(SimpleType.STRING));
    all.put("incident.tokens", ListType.create(SimpleType.STRING));
    all.put("incident.detections", SimpleType.INT);
    return all;
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(
                CelStandardDeclarations.newBuilder()
                    .excludeFunctions(CelStandardDeclarations.StandardFunction.MATCHES)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    variables().forEach(builder::addVar);
    return builder.build();
  }

  /// The compiled condition, or nothing and the reasons among the problems.
  static Optional<Condition> compile(Node.Scalar condition, Problems problems) {
    String text = condition.text();
    if (text.codePointCount(0, text.length()) > Language.LONGEST) {
      problems.add(condition.at(), "a condition has at most " + Language.LONGEST + " characters");
      return Optional.empty();
    }
    Findings findings = new Findings(condition, problems);
    CelValidationResult parsed = COMPILER.parse(text);
    if (parsed.hasError()) {
      parsed.getErrors().stream().limit(1).forEach(e -> Language.report(findings, parsed, e));
      return Optional.empty();
    }
    try {
      findings.startsIn(parsed.getAst());
      return UnknownNames.find(parsed.getAst(), findings, variables().keySet())
          ? Optional.empty()
          : program(findings, COMPILER.check(parsed.getAst()));
    } catch (CelValidationException | CelEvaluationException e) {
      problems.add(condition.at(), "this condition cannot be compiled");
      return Optional.empty();
    }
  }

  private static Optional<Condition> program(Findings findings, CelValidationResult checked)
      throws CelValidationException, CelEvaluationException {
    if (checked.hasError()) {
      checked.getErrors().forEach(e -> Language.report(findings, checked, e));
      return Optional.empty();
    }
    CelAbstractSyntaxTree ast = checked.getAst();
    return Optional.of(new Condition(RUNTIME.createProgram(ast), ast, null, RUNTIME));
  }
}
