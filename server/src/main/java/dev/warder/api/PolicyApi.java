package dev.warder.api;

import dev.warder.decide.Caller;
import dev.warder.http.JsonObject;
import dev.warder.http.Problems;
import dev.warder.model.Fault;
import dev.warder.policy.Application;
import dev.warder.policy.AppliedPolicies;
import dev.warder.policy.Check;
import dev.warder.policy.PolicyEngine;
import dev.warder.policy.PolicySource;
import dev.warder.policy.TestReport;
import dev.warder.policy.TestResult;
import java.util.ArrayList;
import java.util.List;

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
        Operation.read(
            POLICY + "/history",
            Scopes.READ,
            Meanings.of(
                "Lists the sets of policies that were in force, the newest first",
                200,
                null,
                "PolicyHistory"),
            this::history),
        Operation.read(
            POLICY + "/history/{number}",
            Scopes.READ,
            Meanings.of("Shows a set that was in force, with its text", 200, null, "PolicyVersion"),
            this::version),
        Operation.change(
            "POST",
            POLICY + "/rollback",
            Caller.ADMIN,
            Meanings.of(
                "Makes a set of the history the one in force again",
                200,
                "PolicyRollback",
                "Applied"),
            this::rollBack),
        new Operation(
            "POST",
            POLICY + "/check",
            Scopes.READ,
            false,
            Meanings.of("Compiles policies and runs their tests", 200, "PolicyFiles", "Checked"),
            this::check));
  }

  private Answer show(Asked asked) {
    AppliedPolicies now = policy.inForce();
    Answer answer =
        Answer.json(
            200,
            out -> {
              PolicyJson.head(out, now);
              out.writeBooleanProperty("enforces", !policy.enforcesNothing());
              Lists.write(out, "policies", now.sources(), PolicyJson::write);
              policy.rejected().ifPresent(report -> PolicyJson.rejected(out, report));
            });
    return answer.with("etag", Etags.of(now.revision()));
  }

  private Answer history(Asked asked) {
    return Lists.answer(policy.history(), null, PolicyJson::entry);
  }

  private Answer version(Asked asked) {
    String number = asked.parameter("number");
    AppliedPolicies found =
        policy.history().stream()
            .filter(each -> Long.toString(each.number()).equals(number))
            .findFirst()
            .orElseThrow(() -> new Fault.NotFound("no policy of that number is kept"));
    return Answer.json(
        200,
        out -> {
          PolicyJson.head(out, found);
          Lists.write(out, "policies", found.sources(), PolicyJson::write);
        });
  }

  private Answer apply(Asked asked) {
    List<PolicySource> sources = sources(asked);
    String current = policy.revision();
    String expected = Etags.isRequired(asked, current) ? current : null;
    return answer(policy.apply(sources, asked.caller().principal(), expected));
  }

  private Answer rollBack(Asked asked) {
    String which = asked.object().text("revision");
    String current = policy.revision();
    String expected = Etags.isExpected(asked, current) ? current : null;
    return answer(policy.rollBack(which, asked.caller().principal(), expected));
  }

  private static Answer answer(Application outcome) {
    return switch (outcome) {
      case Application.Applied applied -> {
        AppliedPolicies now = applied.policies();
        Answer answer =
            Answer.json(
                200,
                out -> {
                  PolicyJson.head(out, now);
                  Lists.texts(out, "warnings", applied.warnings());
                });
        yield answer.with("etag", Etags.of(now.revision()));
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
              Lists.write(out, "problems", report.problems(), PolicyJson::write);
              Lists.write(out, "tests", failures, PolicyJson::write);
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
          Lists.write(out, "problems", check.problems(), PolicyJson::write);
          Lists.texts(out, "warnings", check.warnings());
          Lists.write(out, "tests", report.results(), PolicyJson::write);
          Lists.write(out, "coverage", report.coverage(), PolicyJson::write);
        });
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
