package dev.warder.app.cli;

import dev.warder.policy.PolicyCompiler;
import dev.warder.policy.PolicySource;
import dev.warder.policy.TestReport;
import dev.warder.policy.TestResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "test",
    description = "Run the tests that policy files bring along. Needs no service.")
final class PolicyTest extends OfflinePolicy {
  PolicyTest(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(PolicyCompiler compiler, List<PolicySource> sources, Output output) {
    TestReport report = compiler.test(sources);
    if (output.isJson()) {
      output.json(json(report));
    } else {
      print(report.problems(), output);
      report
          .results()
          .forEach(result -> result.toString().lines().map(Table::plain).forEach(output::line));
      output.note(verdict(report));
    }
    return report.passed() ? Exit.DONE : Exit.NO;
  }

  private static String verdict(TestReport report) {
    if (!report.problems().isEmpty()) {
      return "Nothing was run: the policy does not compile.";
    }
    int all = report.results().size();
    int failed = report.failures().size();
    return all == 0 ? "There are no tests." : all - failed + " of " + all + " tests pass.";
  }

  private static Map<String, Object> json(TestReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("passed", report.passed());
    json.put("problems", json(report.problems()));
    json.put("results", report.results().stream().map(PolicyTest::json).toList());
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
