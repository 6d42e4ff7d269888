package dev.warder.policy;

import static dev.warder.policy.PolicyFiles.compile;
import static dev.warder.policy.PolicyFiles.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Judgement;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hostile expressions stop within 20 ms and deny.
///
/// Time is this thread's own processor time and the least of several runs after warming up, so that
/// neither a busy machine nor loading classes counts; loops are counted besides.
class LimitsTest {
  private static final long MOST_NANOS = 20_000_000;
  private static final String XS = "x".repeat(200);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /// Three hundred texts; counts how often one is read.
  private static final class Counting extends AbstractList<String> {
    private long reads;

    @Override
    public String get(int index) {
      reads++;
      return "s" + index;
    }

    @Override
    public int size() {
      return 300;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token.scopes.all(a, token.scopes.all(b, token.scopes.all(c, a != \"\" || b != c)))",
        "token.scopes.exists(a, token.scopes.exists(b, token.scopes.exists(c, a == \"\" && b == c)))",
        "token.scopes.map(a, token.scopes.map(b, a == b)).size() < 0",
        "token.scopes.filter(a, token.scopes.exists_one(b, a == b)).size() < 0",
      })
  void nestedLoopsShareOneBudgetOfIterations(String condition) {
    PolicySet set = compile(when("'" + condition + "'"));
    Counting scopes = new Counting();
    assertFailsInTime(set, Map.of("token.scopes", scopes), "too many iterations");
    scopes.reads = 0;
    JudgingTest.judge(set, Map.of("token.scopes", scopes));
    assertThat(scopes.reads).isLessThan(2_000);
  }

  /// Each of them alone would be done in no time; it is the loop that makes them hostile.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "token.scopes.all(a, !request.path.matches(\"([a-z]*x?){30}$\"))",
        "token.scopes.all(a, !request.path.contains(\"XSy\"))",
        "token.scopes.all(a, request.path.indexOf(\"XSy\") < 0)",
        "token.scopes.all(a, request.path.split(\"\").size() > 0)",
        "token.scopes.all(a, request.path.replace(\"x\", \"xxxx\") != a)",
        "token.scopes.all(a, request.path.upperAscii() != a)",
        "token.scopes.all(a, request.path.split(\"x\").join(\"xx\") != a)",
        "token.scopes.all(a, sets.contains(token.scopes, token.scopes))",
      })
  void whatLoopsDoCountsAsStepsOfTheWholeEvaluation(String condition) {
    PolicySet set = compile(when("'" + condition.replace("XS", XS) + "'"));
    Counting scopes = new Counting();
    Map<String, Object> given =
        Map.of("token.scopes", scopes, "request.path", "/" + "x".repeat(8_000));
    assertFailsInTime(set, given, "the condition does too much work");
  }

  @Test
  void aTextThatGrowsIsNotMade() {
    String grown = "request.path.replace(\"x\", \"" + "y".repeat(500) + "\") == \"\"";
    PolicySet set = compile(when("'" + grown + "'"));
    assertFailsInTime(
        set, Map.of("request.path", "/" + "x".repeat(8_000)), "the condition does too much work");
  }

  private static String heavyRules(String mode, int count) {
    StringBuilder yaml = new StringBuilder(PolicyFiles.HEAD + mode + "rules:\n");
    for (int i = 0; i < count; i++) {
      yaml.append("  - {id: r")
          .append(i)
          .append(", when: \"request.path.matches('^/(x+x+)+y$')\", then: deny}\n");
    }
    return yaml.toString();
  }

  private static final Map<String, Object> LONG_PATH =
      Map.of("request.path", "/" + "x".repeat(8_000));

  @Test
  void everyConditionHasStepsOfItsOwn() {
    PolicySet set = compile(PolicyFiles.file(heavyRules("", 20)));
    assertThat(JudgingTest.judge(set, LONG_PATH).failure()).isNull();
  }

  /// Each of them alone stays in its limit.
  @Test
  void allConditionsOfADecisionTogetherAreStoppedToo() {
    PolicySet set = compile(PolicyFiles.file(heavyRules("", 900)));
    Judgement judgement = JudgingTest.judge(set, LONG_PATH);
    assertThat(judgement.failure())
        .extracting(Judgement.Failure::message)
        .isEqualTo("the condition does too much work");
    assertThat(JudgingTest.judge(set, Map.of("request.path", "/")).failure()).isNull();
  }

  @Test
  void whatIsOnlyTriedOutTakesNoStepsFromWhatCounts() {
    PolicySet set =
        compile(
            new PolicySource("tried.yaml", heavyRules("mode: shadow\n", 900)),
            PolicyFiles.file(heavyRules("", 10)));
    assertThat(JudgingTest.judge(set, LONG_PATH).failure()).isNull();
  }

  @Test
  void aPatternThatWouldTakeTooManyStepsIsNotTried() {
    PolicySet set = compile(when("request.path.matches(\"([a-z]*x?){30}$\")"));
    String path = "/" + "x".repeat(8191);
    assertFailsInTime(set, Map.of("request.path", path), "the condition does too much work");
  }

  /// Exponential where it is tried by backtracking: 2 to the power of the length.
  @ParameterizedTest
  @ValueSource(strings = {"^/(x+x+)+y$", "^/(x*)*y$", "^/(x|xx)+y$", "^(/|x?){25}x{25}y$"})
  void aCatastrophicPatternTakesLinearTime(String pattern) {
    PolicySet set = compile(when("'request.path.matches(\"" + pattern + "\")'"));
    Map<String, Object> given = Map.of("request.path", "/" + "x".repeat(2_000));
    assertThat(JudgingTest.judge(set, given).hits()).isEmpty();
    assertThat(leastNanos(set, given)).isLessThan(MOST_NANOS);
  }

  private static void assertFailsInTime(PolicySet set, Map<String, Object> given, String why) {
    Judgement judgement = JudgingTest.judge(set, given);
    assertThat(judgement.failure()).isEqualTo(new Judgement.Failure("r", why));
    assertThat(leastNanos(set, given)).isLessThan(MOST_NANOS);
  }

  private static long leastNanos(PolicySet set, Map<String, Object> given) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 10 || (i < 200 && least >= MOST_NANOS); i++) {
      long start = THREADS.getCurrentThreadCpuTime();
      JudgingTest.judge(set, given);
      least = Math.min(least, THREADS.getCurrentThreadCpuTime() - start);
    }
    return least;
  }

  @Test
  void theBudgetIsEnoughForAnOrdinaryList() {
    PolicySet set = compile(when("token.scopes.exists(a, a.endsWith(\":none\"))"));
    Judgement judgement =
        JudgingTest.judge(set, Map.of("token.scopes", List.copyOf(new Counting())));
    assertThat(judgement.failure()).isNull();
  }
}
