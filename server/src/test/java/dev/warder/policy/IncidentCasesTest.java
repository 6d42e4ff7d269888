package dev.warder.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Test cases about incidents, in the files whose rules react to them.
class IncidentCasesTest {
  private static final String RULES =
      """
      apiVersion: warder.dev/v1
      kind: Policy
      mode: shadow
      rules:
        - id: calls
          when: risk.level == "critical"
          then: deny
        - id: quarantines
          on: incident
          when: incident.rank >= 3 && "stolen-token" in incident.detectors
          unless: incident.principal == "root"
          then: {quarantine: {for: 1h}}
        - id: pages
          on: incident
          when: incident.severity == "critical" && incident.detections > 2
          then: {notify: {targets: [pager]}}
        - id: fails
          on: incident
          when: incident.detections / (incident.detections - 1000) > 0
          then: {revoke: {}}
      tests:
      """;

  private static TestReport report(String tests) {
    return new PolicyCompiler(Set.of())
        .test(List.of(new PolicySource("p.yaml", RULES + tests.indent(2))));
  }

  private static List<String> differences(String given, String expect) {
    TestReport report =
        report("- {name: a, given: {incident: {%s}}, expect: {%s}}".formatted(given, expect));
    assertThat(report.problems()).isEmpty();
    return report.results().getFirst().differences();
  }

  @Test
  void whatIsWantedIsComparedAndCounted() {
    TestReport report =
        report(
            """
            - name: a stolen token of a person
              given: {incident: {severity: high, detectors: [stolen-token]}}
              expect: {reactions: [quarantine], rules: [quarantines]}
            - name: what is critical and came often is told too
              given: {incident: {severity: critical, detectors: [stolen-token], detections: 3}}
              expect: {reactions: [notify, quarantine]}
            - name: a call
              given: {risk: {level: critical}}
              expect: {verdict: deny, rules: [calls]}
            """);
    assertThat(report.problems()).isEmpty();
    assertThat(report.failures()).isEmpty();
    assertThat(report.coverage())
        .extracting(RuleCoverage::rule, RuleCoverage::tests)
        .contains(tuple("quarantines", 2), tuple("pages", 1), tuple("calls", 1));
    assertThat(report.neverExercised()).extracting(RuleCoverage::rule).containsExactly("fails");
    assertThat(report.results().get(1).verdict()).isEqualTo("notify, quarantine");
  }

  @Test
  void aDifferenceSaysWhatCame() {
    assertThat(differences("severity: high, detectors: [stolen-token]", "reactions: [revoke]"))
        .containsExactly("- reactions: [revoke]", "+ reactions: [quarantine]");
    assertThat(differences("detectors: [stolen-token]", "rules: [quarantines]"))
        .containsExactly("- rules: [quarantines]", "+ rules: []", "  quarantines did not match");
    String root = "principal: root, severity: high, detectors: [stolen-token]";
    assertThat(differences(root, "reactions: []")).isEmpty();
    assertThat(differences("detections: 1000", "reactions: []"))
        .singleElement()
        .asString()
        .startsWith("  rule fails failed: ");
  }

  @Test
  void whatIsNotSaidIsOrdinary() {
    assertThat(differences("", "reactions: []")).isEmpty();
    String network = "network: 198.51.100.0/24, severity: critical, detections: 3";
    assertThat(differences(network, "reactions: [notify]")).isEmpty();
    assertThat(differences("about: population", "rules: []")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {incident: {severity: grave}}, expect: {rules: []}    | incident.severity is one of
          {incident: {about: nobody}}, expect: {rules: []}      | incident.about is one of
          {incident: {detections: 0}}, expect: {rules: []}      | incident.detections is a whole number
          {incident: {detector: [a]}}, expect: {rules: []}      | did you mean detectors
          {incident: {rank: 3}}, expect: {rules: []}            | unknown key rank in incident
          {incident: stolen}, expect: {rules: []}               | incident must be a mapping
          {incident: {}, risk: {score: 1}}, expect: {rules: []} | unknown key risk in given about an incident
          {incident: {}}, expect: {verdict: deny}               | unknown key verdict in expect
          {incident: {}}, expect: {}                            | needs reactions, rules or both
          {incident: {}}, expect: {reactions: [shout]}          | shout is not a reaction: notify
          {incident: {}}, expect: {rules: [unknown]}            | unknown is not a rule of this file
          {risk: {score: 1}}, expect: {reactions: [notify]}     | unknown key reactions in expect
          """)
  void whatMakesNoSenseIsSaidWithItsPlace(String test, String problem) {
    TestReport report = report("- {name: a, given: " + test + "}");
    assertThat(report.problems()).isNotEmpty();
    assertThat(report.problems().toString()).contains("p.yaml:22:").contains(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          incident.severty == "high"         | 5:34: there is no variable incident.severty; did you mean incident.severity?
          risk.score > 1                     | 5:34: there is no variable risk.score
          incident.rank > 1 && incident == 2 | 5:55: incident is a group of variables: incident.about
          incident.about.matches("a")        | the function matches is not to be had here
          incident.rank                      | a condition must be true or false
          incident.detectors.exists(d, d == "scraping") | fine
          """)
  void conditionsAboutIncidentsAreRefusedWhereTheyStand(String condition, String message) {
    String file =
        "apiVersion: warder.dev/v1\nkind: Policy\nmode: enforce\nrules:\n"
            + "  - {id: a, on: incident, when: '%s', then: {revoke: {}}}\n".formatted(condition);
    assertThat(PolicyFiles.firstProblem(PolicyFiles.file(file))).contains(message);
  }
}
