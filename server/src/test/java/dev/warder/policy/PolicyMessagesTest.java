package dev.warder.policy;

import static dev.warder.policy.PolicyFiles.HEAD;
import static dev.warder.policy.PolicyFiles.file;
import static dev.warder.policy.PolicyFiles.firstProblem;
import static dev.warder.policy.PolicyFiles.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the author of a bad policy reads.
class PolicyMessagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "risk.scor >= 3 | 5:11: there is no variable risk.scor; did you mean risk.score?",
        "true && client.isnew | 5:19: there is no variable client.isnew; did you mean client.isNew?",
        "risk | 5:11: risk is a group of variables: risk.confidence, risk.factors, risk.learned, risk.level, risk.probability, risk.score",
        "risk.score | 5:15: a condition must be true or false, but this is int",
        "risk.level == 3 | 5:22: == cannot be applied to (string, int)",
        "risk.level == \"hihg\" | 5:25: risk.level is never \"hihg\"; did you mean high?",
        "source.ip.inNet(\"10.0.0.0/33\") | 5:27: 10.0.0.0/33 is not a network such as 10.0.0.0/8",
        "source.ip.inNet(source.city) | 5:27: inNet takes a text in quotes, nothing computed",
        "assurance.age < duration(\"15x\") | 5:36: 15x is not a duration such as 15m or 1h30m",
        "request.path.matches(\"(\") | 5:32: this is not an RE2 pattern: missing closing )",
        "request.path.matches(\"((x{1,100}){1,10}){1,10}\") | 5:32: the pattern is too large; write it without big repetitions",
        "source.ip.inNet([\"10.0.0.0/8\", \"10.0.0.0/99\"]) | 5:42: 10.0.0.0/99 is not a network such as 10.0.0.0/8",
        "time.now.getHours(\"Europe/Berln\") > 8 | 5:29: Europe/Berln is not a time zone such as Europe/Berlin; did you mean Europe/Berlin?",
        "time.now.getHours(\"+15:00\") > 8 | 5:29: +15:00 is not a time zone such as Europe/Berlin",
        "time.now.getHours(source.city) > 8 | 5:29: a time zone takes a text in quotes, nothing computed",
        "time.now < timestamp(\"tomorrow\") | 5:32: tomorrow is not a time such as 2026-11-25T10:00:00Z",
        "request.path.lowerAsci() == \"\" | 5:33: there is no function lowerAsci; did you mean lowerAscii?",
        "request.headers[\"cookie\"] == \"\" | 5:11: the header cookie is not listed in audit.headers (in lower case)",
        "request.headers.exists(h, true) | 5:11: headers are read one by one: request.headers[\"name\"]",
        "request.path.startWith(\"/\") | 5:33: there is no function startWith; did you mean startsWith?",
        "token.scopes.all(a, token.scopes.all(b, token.scopes.all(c, token.scopes.all(d, true)))) | 5:87: at most 3 macros may be nested",
        "token.scopes.map(s, s + s).size() > 1 | 5:31: texts and lists cannot be joined inside a macro",
        "request.headers[\"accept-language\"] == \"\" | fine",
        "has(token.tags.env) && token.tags.env == \"ci\" | fine",
        "risk.score >= 35.5 && risk.probability > 0 | fine",
      })
  void conditionsAreRefusedWhereTheyStand(String condition, String message) {
    String expected = message.equals("fine") ? "fine" : "p.yaml:" + message;
    assertThat(firstProblem(when(condition))).isEqualTo(expected);
  }

  @Test
  void placesAreFoundInFoldedAndQuotedTexts() {
    String folded = ">-\n      risk.level == \"high\" &&\n        risk.scor > 3";
    assertThat(firstProblem(when(folded))).startsWith("p.yaml:7:9: there is no variable risk.scor");
    String quoted = "\"risk.level == \\\"high\\\" && risk.scor > 3\"";
    assertThat(firstProblem(when(quoted)))
        .startsWith("p.yaml:5:38: there is no variable risk.scor");
  }

  @Test
  void aBombIsNotUnfolded() {
    String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
    assertThat(firstProblem(file(bomb)))
        .isEqualTo("p.yaml:1:4: anchors (&name) are not allowed: write it out");
    assertThat(firstProblem(file("[".repeat(10_000)))).contains("nested deeper than 20 levels");
    assertThat(firstProblem(file("x".repeat(2 << 20)))).contains("larger than 1 MB");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: Policy | 3:1: the key kind already stands in line 2",
        "rulez: [] | 3:1: unknown key rulez in a policy; did you mean rules?",
        "mode: on | 3:7: mode must be enforce or shadow, or {enforce: 10%} for a share of all principals, not on",
        "mode: {enforce: 0%} | 3:17: 0% is not a share from 0.01% to 100%",
        "mode: {enforce: 10} | 3:17: 10 is not a share from 0.01% to 100%",
        "mode: {enforce: 0.125%} | 3:17: 0.125% is not a share from 0.01% to 100%",
        "mode: {shadow: 10%} | 3:7: mode needs enforce",
        "rules: 5 | 3:8: rules must be a list, not a single value",
        "rules: [5] | 3:9: a rule must be a mapping, not a single value",
        "rules: [{id: a, when: 'true', then: allow}] | 3:37: then is deny, or one of {stepUp: ...}, {restrict: ...}, {throttle: ...}",
        "rules: [{id: a, when: 'true', then: {stepUp: {acr: mfa, maxAge: 15}}}] | 3:65: 15 is not a duration such as 30s, 15m, 1h or 1d",
        "rules: [{id: a, when: 'true', then: {throttle: {requests: x, per: 1m}}}] | 3:59: requests must be a whole number from 1 to 1000000",
        "rules: [{id: a, when: 'true', then: {restrict: {scopes: ['r*']}}}] | 3:58: r* is not a scope; * stands for a whole part between colons, as in *:read",
        "rules: [{id: a, when: 'true', then: deny}, {id: a, when: 'true', then: deny}] | 3:49: the rule a already stands in line 3",
        "rules: [{id: a, when: !client.isNew, then: deny}] | 3:23: YAML takes a value that begins with ! for a tag: put it in quotes",
        "rules: [{id: a, when: !has(subject.id) && true, then: deny}] | 3:23: YAML takes a value that begins with ! for a tag: put it in quotes",
      })
  void filesAreRefusedWhereTheyAreWrong(String line, String message) {
    String rules = line.startsWith("rules:") ? "" : "rules: []\n";
    assertThat(firstProblem(file(HEAD + line + "\n" + rules))).isEqualTo("p.yaml:" + message);
  }

  @Test
  void aTestOfAnUnknownVariableIsRefused() {
    String tests =
        "rules: []\ntests: [{name: a, given: {risk: {scor: 1}}, expect: {verdict: deny}}]\n";
    assertThat(firstProblem(file(HEAD + tests)))
        .isEqualTo("p.yaml:4:34: there is no variable risk.scor; did you mean risk.score?");
  }

  @Test
  void tenThousandRulesAreTooMany() {
    StringBuilder yaml = new StringBuilder(HEAD + "rules:\n");
    for (int i = 0; i < 10_000; i++) {
      yaml.append("  - {id: r").append(i).append(", when: 'true', then: deny}\n");
    }
    assertThat(firstProblem(file(yaml.toString())))
        .isEqualTo("p.yaml:2004:5: more than 2000 rules");
  }

  @Property(tries = 300)
  void noTextBreaksTheReader(@ForAll String yaml, @ForAll String condition) {
    PolicyCompiler compiler = new PolicyCompiler(Set.of());
    assertThat(compiler.check(List.of(file(yaml))).passed()).isFalse();
    compiler.check(List.of(when("|-\n      " + condition.replace('\n', ' '))));
  }

  @FuzzTest(maxDuration = "5s")
  void nothingButProblemsComesOutOfABadFile(FuzzedDataProvider data) {
    new PolicyCompiler(Set.of()).check(List.of(file(data.consumeRemainingAsString())));
  }
}
