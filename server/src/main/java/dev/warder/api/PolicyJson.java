package dev.warder.api;

import dev.warder.policy.AppliedPolicies;
import dev.warder.policy.PolicySource;
import dev.warder.policy.Problem;
import dev.warder.policy.RuleCoverage;
import dev.warder.policy.TestReport;
import dev.warder.policy.TestResult;
import tools.jackson.core.JsonGenerator;

/// How policies, and what is wrong with them, are written in answers.
final class PolicyJson {
  private PolicyJson() {}

  /// What names a set and says how it came into force.
  static void head(JsonGenerator out, AppliedPolicies applied) {
    out.writeStringProperty("revision", applied.revision());
    out.writeNumberProperty("number", applied.number());
    out.writeStringProperty("time", Times.text(applied.time()));
    out.writeStringProperty("actor", applied.actor());
    out.writeStringProperty("origin", applied.origin().wire());
  }

  /// A set in a list, by the names of its files.
  static void entry(JsonGenerator out, AppliedPolicies applied) {
    head(out, applied);
    Lists.texts(out, "files", applied.sources().stream().map(PolicySource::name).toList());
  }

  static void write(JsonGenerator out, PolicySource source) {
    out.writeStringProperty("name", source.name());
    out.writeStringProperty("yaml", source.yaml());
  }

  static void write(JsonGenerator out, RuleCoverage rule) {
    out.writeStringProperty("file", rule.file());
    out.writeNumberProperty("line", rule.line());
    out.writeStringProperty("rule", rule.rule());
    out.writeNumberProperty("tests", rule.tests());
  }

  static void rejected(JsonGenerator out, TestReport report) {
    out.writeObjectPropertyStart("rejected");
    Lists.write(out, "problems", report.problems(), PolicyJson::write);
    Lists.write(out, "tests", report.failures(), PolicyJson::write);
    out.writeEndObject();
  }

  static void write(JsonGenerator out, Problem problem) {
    out.writeStringProperty("file", problem.file());
    out.writeNumberProperty("line", problem.line());
    out.writeNumberProperty("column", problem.column());
    out.writeStringProperty("text", problem.text());
  }

  static void write(JsonGenerator out, TestResult result) {
    out.writeStringProperty("file", result.file());
    out.writeNumberProperty("line", result.line());
    out.writeStringProperty("name", result.name());
    out.writeBooleanProperty("passed", result.passed());
    out.writeStringProperty("verdict", result.verdict());
    Lists.texts(out, "rules", result.rules());
    Lists.texts(out, "differences", result.differences());
  }
}
