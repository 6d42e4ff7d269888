package dev.warder.app.cli;

import dev.warder.policy.Check;
import dev.warder.policy.PolicyCompiler;
import dev.warder.policy.PolicySource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "check",
    description = "Compile policy files and say what is wrong, and where. Needs no service.")
final class PolicyCheck extends OfflinePolicy {
  PolicyCheck(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(PolicyCompiler compiler, List<PolicySource> sources, Output output) {
    Check check = compiler.check(sources);
    if (output.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("passed", check.passed());
      json.put("problems", json(check.problems()));
      json.put("warnings", check.warnings());
      output.json(json);
    } else {
      print(check.problems(), output);
      check.warnings().forEach(warning -> output.note("warning: " + warning));
      output.note(verdict(check, sources.size()));
    }
    return check.passed() ? Exit.DONE : Exit.NO;
  }

  private static String verdict(Check check, int files) {
    int problems = check.problems().size();
    return check.passed()
        ? (files == 1 ? "The policy compiles." : "The " + files + " policies compile together.")
        : problems + (problems == 1 ? " problem." : " problems.");
  }
}
