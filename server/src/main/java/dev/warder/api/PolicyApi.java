package dev.warder.api;

import dev.warder.decide.Caller;
import dev.warder.http.JsonObject;
import dev.warder.http.Problems;
import dev.warder.model.Fault;
import dev.warder.policy.Application;
import dev.warder.policy.Check;
import dev.warder.policy.PolicyEngine;
import dev.warder.policy.PolicySource;
import dev.warder.policy.Problem;
import dev.warder.policy.TestReport;
import dev.warder.policy.TestResult;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// `/v1/policy`: the policies in force, and putting others in their place.
final class PolicyApi {
  private static final String POLICY = "/v1/policy";

  private final PolicyEngine policy;

  PolicyApi(PolicyEngine policy) {
    this.policy = policy;
  }

  List<Operation> operations() {
    return List.of(
        Operation.read(
            POLICY,
            Scopes.READ,
            Meanings.of("Shows the policies in force", 200, null, "Policies"),
            this::show),
        Operation.change(
            "PUT",
            POLICY,
            Caller.ADMIN,
            Meanings.of(
                "Makes these the policies in force, in place of all others",
                200,
                "PolicyFiles",
                "Applied"),
            this::apply),
        new Operation(
            "POST",
            POLICY + "/check",
            Scopes.READ,
            false,
            Meanings.of("Compiles policies and runs their tests", 200, "PolicyFiles", "Checked"),
            this::check));
  }

  private Answer show(Asked asked) {
    // Applying may come between the two: then the one is read again.
    String revision = policy.revision();
    List<PolicySource> active = policy.active();
    while (!revision.equals(policy.revision())) {
      revision = policy.revision();
      active = policy.active();
    }
    return shown(revision, active);
  }

  private Answer shown(String revision, List<PolicySource> active) {
    Answer answer =
        Answer.json(
            200,
            out -> {
              out.writeStringProperty("revision", revision);
              out.writeBooleanProperty("enforces", !policy.enforcesNothing());
              Lists.write(out, "policies", active, PolicyApi::write);
            });
    return answer.with("etag", Etags.of(revision));
  }

  private static void write(JsonGenerator out, PolicySource source) {
    out.writeStringProperty("name", source.name());
    out.writeStringProperty("yaml", source.yaml());
  }

  private Answer apply(Asked asked) {
    List<PolicySource> sources = sources(asked);
    String current = policy.revision();
    String expected = Etags.isExpected(asked, current) ? current : null;
    return switch (policy.apply(sources, asked.caller().principal(), expected)) {
      case Application.Applied applied -> {
        String revision = applied.policies().revision();
        Answer answer =
            Answer.json(
                200,
                out -> {
                  out.writeStringProperty("revision", revision);
                  Lists.texts(out, "warnings", applied.warnings());
                });
        yield answer.with("etag", Etags.of(revision));
      }
      case Application.Refused(TestReport report) -> throw refusal(report);
    };
  }

  private static Refusal refusal(TestReport report) {
    List<TestResult> failures = report.failures();
    String first =
        report.problems().isEmpty()
            ? failures.getFirst().toString()
            : report.problems().getFirst().toString();
    Fault.Unprocessable fault =
        new Fault.Unprocessable("the policy cannot come into force: " + first);
    return new Refusal(
        Problems.of(
            fault,
            out -> {
              Lists.write(out, "problems", report.problems(), PolicyApi::write);
              Lists.write(out, "tests", failures, PolicyApi::write);
            }));
  }

  private Answer check(Asked asked) {
    List<PolicySource> sources = sources(asked);
    Check check = policy.check(sources);
    TestReport report = policy.test(sources);
    return Answer.json(
        200,
        out -> {
          out.writeBooleanProperty("passed", check.passed() && report.passed());
          Lists.write(out, "problems", check.problems(), PolicyApi::write);
          Lists.texts(out, "warnings", check.warnings());
          Lists.write(out, "tests", report.results(), PolicyApi::write);
        });
  }

  private static void write(JsonGenerator out, Problem problem) {
    out.writeStringProperty("file", problem.file());
    out.writeNumberProperty("line", problem.line());
    out.writeNumberProperty("column", problem.column());
    out.writeStringProperty("text", problem.text());
  }

  private static void write(JsonGenerator out, TestResult result) {
    out.writeStringProperty("file", result.file());
    out.writeNumberProperty("line", result.line());
    out.writeStringProperty("name", result.name());
    out.writeBooleanProperty("passed", result.passed());
    out.writeStringProperty("verdict", result.verdict());
    Lists.texts(out, "rules", result.rules());
    Lists.texts(out, "differences", result.differences());
  }

  private static List<PolicySource> sources(Asked asked) {
    List<PolicySource> sources = new ArrayList<>();
    for (JsonObject each : asked.object().objects("policies")) {
      sources.add(new PolicySource(each.text("name"), each.longText("yaml")));
    }
    if (sources.isEmpty()) {
      throw new Fault.Invalid("policies must hold one policy at least");
    }
    return sources;
  }
}
