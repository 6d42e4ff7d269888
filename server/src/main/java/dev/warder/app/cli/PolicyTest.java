package dev.warder.app.cli;

import dev.warder.policy.PolicyCompiler;
import dev.warder.policy.PolicySource;
import dev.warder.policy.RuleCoverage;
import dev.warder.policy.TestReport;
import dev.warder.policy.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "test",
    description = "Run the tests that policy files bring along. Needs no service.")
final class PolicyTest extends OfflinePolicy {
  @Option(
      names = "--junit",
      paramLabel = "XML",
      description = "Write the results there too, as JUnit XML for CI systems.")
  private @Nullable Path junit;

  @Option(names = "--all-rules", description = "Fail as well where no test makes a rule match.")
  private boolean allRules;

  private final Terminal terminal;

  PolicyTest(Terminal terminal) {
    super(terminal);
    this.terminal = terminal;
  }

  @Override
  int run(PolicyCompiler compiler, List<PolicySource> sources, Output output) throws IOException {
    TestReport report = compiler.test(sources);
    if (junit != null) {
      Files.writeString(terminal.resolve(junit), JunitXml.of(report));
    }
    if (output.isJson()) {
      output.json(json(report));
    } else {
      print(report.problems(), output);
      report
          .results()
          .forEach(result -> result.toString().lines().map(Table::plain).forEach(output::line));
      report
          .neverExercised()
          .forEach(rule -> output.line(Table.plain(rule + " is matched by no test")));
      output.note(verdict(report));
    }
    boolean covered = !allRules || report.neverExercised().isEmpty();
    return report.passed() && covered ? Exit.DONE : Exit.NO;
  }

  private static String verdict(TestReport report) {
    if (!report.problems().isEmpty()) {
      return "Nothing was run: the policy does not compile.";
    }
    int all = report.results().size();
    int failed = report.failures().size();
    int rules = report.coverage().size();
    int exercised = rules - report.neverExercised().size();
    return (all == 0 ? "There are no tests" : all - failed + " of " + all + " tests pass")
        + "; they make "
        + exercised
        + " of "
        + rules
        + " rules match.";
  }

  private static Map<String, Object> json(TestReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("passed", report.passed());
    json.put("problems", json(report.problems()));
    json.put("results", report.results().stream().map(PolicyTest::json).toList());
    json.put("coverage", report.coverage().stream().map(PolicyTest::json).toList());
    return json;
  }

  private static Map<String, Object> json(RuleCoverage rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", rule.file());
    json.put("line", rule.line());
    json.put("rule", rule.rule());
    json.put("tests", rule.tests());
    return json;
  }

  private static Map<String, Object> json(TestResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", result.file());
    json.put("line", result.line());
    json.put("name", result.name());
    json.put("passed", result.passed());
    json.put("verdict", result.verdict());
    json.put("rules", result.rules());
    json.put("differences", result.differences());
    return json;
  }
}
