package dev.warder.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Judgement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Several written policies at once, from the text to what is made of their judgement.
class CompositionTest {
  /// Neutral, matching and failing conditions, of several variables.
  private static final List<String> CONDITIONS =
      List.of(
          "'true'",
          "risk.score > 50",
          "source.countryIsNew",
          "1 / rate.errors > 0",
          "request.method == 'POST'",
          "source.ip.inNet('198.51.100.0/24')",
          "token.scopes.exists(s, s.endsWith(':write'))");

  private static final List<String> EFFECTS =
      List.of(
          "deny",
          "{stepUp: {acr: mfa, maxAge: 15m}}",
          "{throttle: {requests: 5, per: 1m}}",
          "{restrict: {scopes: ['*:read']}}",
          "{restrict: {methods: [GET, HEAD], rate: {requests: 1, per: 1s}}}",
          "{restrict: {routes: ['* /orders/**'], scopes: ['orders:*']}}");

  private static final List<String> MODES =
      List.of("enforce", "shadow", "{enforce: 10%}", "{enforce: 50%}", "{enforce: 99.5%}");

  /// A rule without its id.
  record Draft(String when, String unless, String then) {
    String yaml(String id) {
      String held = unless.isEmpty() ? "" : "\n    unless: \"" + unless + "\"";
      return "  - id: " + id + "\n    when: \"" + when + "\"" + held + "\n    then: " + then + "\n";
    }
  }

  record Written(String mode, List<Draft> rules) {
    PolicySource named(String name) {
      StringBuilder yaml = new StringBuilder(PolicyFiles.HEAD + "mode: " + mode + "\nrules:\n");
      for (int i = 0; i < rules.size(); i++) {
        yaml.append(rules.get(i).yaml(name + i));
      }
      return new PolicySource(name + ".yaml", yaml + (rules.isEmpty() ? "  []\n" : ""));
    }
  }

  @Provide
  Arbitrary<Draft> rules() {
    Arbitrary<String> conditions =
        Arbitraries.of(CONDITIONS).map(c -> c.equals("'true'") ? "true" : c);
    return Combinators.combine(conditions, conditions.injectNull(0.6), Arbitraries.of(EFFECTS))
        .as((when, unless, then) -> new Draft(when, unless == null ? "" : unless, then));
  }

  @Provide
  Arbitrary<List<Written>> sets() {
    return Combinators.combine(Arbitraries.of(MODES), rules().list().ofMaxSize(3))
        .as(Written::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<Map<String, Object>> calls() {
    return Combinators.combine(
            Arbitraries.of("ann", "bob", "eve", "ci", "zoe"),
            Arbitraries.of(5L, 80L),
            Arbitraries.of(true, false),
            Arbitraries.of(0L, 1L),
            Arbitraries.of("GET", "POST"))
        .as((principal, score, isNew, errors, method) ->
            Map.of(
                "principal.id", principal,
                "risk.score", score,
                "source.countryIsNew", isNew,
                "rate.errors", errors,
                "request.method", method));
  }

  private static List<PolicySource> sources(List<Written> set) {
    List<PolicySource> sources = new ArrayList<>();
    for (int i = 0; i < set.size(); i++) {
      sources.add(set.get(i).named("p" + (char) ('a' + i)));
    }
    return sources;
  }

  private static Judgement judge(List<PolicySource> sources, Map<String, Object> call) {
    PolicySet set = PolicyFiles.compile(sources.toArray(PolicySource[]::new));
    return JudgingTest.judge(set, new HashMap<>(call));
  }

  @Property(tries = 60)
  void aRuleMoreInAnyFileNeverLoosensAnyDecision(
      @ForAll("sets") List<Written> set,
      @ForAll("rules") Draft more,
      @ForAll("calls") Map<String, Object> call,
      @ForAll Random random) {
    List<Written> longer = new ArrayList<>(set);
    int at = random.nextInt(set.size() + 1);
    if (at == set.size()) {
      longer.add(new Written(MODES.get(random.nextInt(MODES.size())), List.of(more)));
    } else {
      List<Draft> rules = new ArrayList<>(set.get(at).rules());
      rules.add(more);
      longer.set(at, new Written(set.get(at).mode(), rules));
    }
    Judgement before = judge(sources(set), call);
    Judgement after = judge(sources(longer), call);
    assertThat(after.failure() != null || before.failure() == null).isTrue();
    CombinationTest.isNotLooser(Combination.of(before.hits()), Combination.of(after.hits()));
  }

  @Property(tries = 60)
  void theOrderOfFilesNeverMatters(
      @ForAll("sets") List<Written> set,
      @ForAll("calls") Map<String, Object> call,
      @ForAll Random random) {
    List<PolicySource> sources = sources(set);
    List<PolicySource> shuffled = new ArrayList<>(sources);
    Collections.shuffle(shuffled, random);
    assertThat(judge(shuffled, call)).isEqualTo(judge(sources, call));
  }

  @Property(tries = 60)
  void judgingIsDeterministic(
      @ForAll("sets") List<Written> set, @ForAll("calls") Map<String, Object> call) {
    List<PolicySource> sources = sources(set);
    PolicySet once = PolicyFiles.compile(sources.toArray(PolicySource[]::new));
    Judgement first = JudgingTest.judge(once, new HashMap<>(call));
    assertThat(JudgingTest.judge(once, new HashMap<>(call))).isEqualTo(first);
    assertThat(judge(sources, call)).isEqualTo(first);
  }

  /// Records say who was judged how: the draw may not change from one version to the next, which is
  /// why the exact number stands here.
  @Test
  void aShareTakesInAboutThatManyAndAlwaysTheSame() {
    Mode tenth = Mode.Share.of("p.yaml", 1_000);
    Mode fifth = Mode.Share.of("p.yaml", 2_000);
    Mode others = Mode.Share.of("q.yaml", 1_000);
    int taken = 0;
    int both = 0;
    for (int i = 0; i < 10_000; i++) {
      String principal = "user-" + i;
      boolean counts = tenth.counts(principal);
      assertThat(fifth.counts(principal) || !counts).isTrue();
      taken += counts ? 1 : 0;
      both += counts && others.counts(principal) ? 1 : 0;
    }
    assertThat(taken).isEqualTo(984);
    assertThat(both).isBetween(50, 200);
  }

  @Test
  void aPolicyForAShareCountsAsEnforced() {
    String yaml =
        PolicyFiles.HEAD + "mode: {enforce: 1%}\nrules: [{id: a, when: 'true', then: deny}]\n";
    assertThat(PolicyFiles.compile(PolicyFiles.file(yaml)).enforcesNothing()).isFalse();
  }

  @Test
  void aFailingRuleDeniesOnlyTheShare() {
    String yaml =
        PolicyFiles.HEAD
            + "mode: {enforce: 50%}\nrules: [{id: r, when: 1 / rate.errors > 0, then: deny}]\n";
    int denied = 0;
    for (int i = 0; i < 100; i++) {
      Judgement judgement =
          judge(List.of(PolicyFiles.file(yaml)), Map.of("principal.id", "user-" + i));
      denied += judgement.failure() == null ? 0 : 1;
      assertThat(judgement.failure() == null).isNotEqualTo(judgement.shadow().isEmpty());
    }
    assertThat(denied).isBetween(30, 70);
  }
}
