package dev.warder.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Effect;
import dev.warder.model.Judgement.Hit;
import dev.warder.model.RateLimit;
import dev.warder.model.Restrictions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/// A rule more can only tighten, and the order of rules never shows.
class CombinationTest {
  private static final List<String> SCOPES =
      List.of("orders:read", "orders:write", "orders:items:read", "admin", "a:b:c:d", "a::b");
  private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "DELETE");
  private static final List<String> HOSTS = List.of("", "api.example.com", "b.example.com");
  private static final List<String> PATHS =
      List.of("/", "/orders", "/orders/", "/orders/42", "/orders/42/items", "/admin", "/a/b/c");

  @Provide
  Arbitrary<Hit> hits() {
    Arbitrary<Effect> effects =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just(new Effect.Deny())),
            Tuple.of(2, proofs()),
            Tuple.of(2, rates().map(Effect.Throttle::new)),
            Tuple.of(4, restrictions().map(Effect.Restrict::new)));
    Arbitrary<String> ids = Arbitraries.strings().withCharRange('a', 'z').ofLength(6);
    return Combinators.combine(ids, effects).as(Hit::new);
  }

  private static Arbitrary<Effect> proofs() {
    return Combinators.combine(
            Arbitraries.of("pwd", "mfa", "phr", "urn:x", "token"),
            Arbitraries.integers().between(1, 90))
        .as((acr, minutes) -> new Effect.StepUp(acr, Duration.ofMinutes(minutes)));
  }

  private static Arbitrary<RateLimit> rates() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 100), Arbitraries.integers().between(1, 3_600))
        .as((requests, seconds) -> new RateLimit(requests, Duration.ofSeconds(seconds)));
  }

  @Provide
  Arbitrary<Restrictions> restrictions() {
    return Combinators.combine(
            some("*", "*:read", "orders:*", "orders:read", "a:*:*", "*:*:read", "a::b", "admin"),
            some("GET", "HEAD", "POST"),
            some(
                "* /**",
                "GET /orders/**",
                "* /orders/{id}",
                "* b.example.com/**",
                "GET /",
                "* /*/"),
            rates().injectNull(0.5))
        .as(Restrictions::new);
  }

  private static Arbitrary<@Nullable List<String>> some(String... patterns) {
    return Arbitraries.of(patterns).list().ofMaxSize(3).injectNull(0.4);
  }

  @Property(tries = 500)
  void aRuleMoreNeverLoosens(@ForAll("lists") List<Hit> hits, @ForAll("hits") Hit more) {
    List<Hit> all = new ArrayList<>(hits);
    all.add(more);
    isNotLooser(Combination.of(hits), Combination.of(all));
  }

  /// No two rules of a set have the same id.
  @Provide
  Arbitrary<List<Hit>> lists() {
    return hits().list().uniqueElements(Hit::rule).ofMaxSize(6);
  }

  static void isNotLooser(Combination before, Combination after) {
    assertThat(after.denies() || !before.denies()).isTrue();
    assertThat(after.limits()).containsAll(before.limits());
    assertThat(after.rules()).containsAll(before.rules());
    Effect.StepUp earlier = before.stepUp();
    Effect.StepUp later = after.stepUp();
    if (earlier != null && later != null) {
      assertThat(later).isEqualTo(Proofs.stricter(earlier, later));
    } else {
      assertThat(earlier).isNull();
    }
    isNotWider(before.restrictions(), after.restrictions());
  }

  /// Whatever `narrow` lets through, `wide` does too.
  private static void isNotWider(Restrictions wide, Restrictions narrow) {
    assertThat(Reach.scopes(wide, SCOPES)).containsAll(Reach.scopes(narrow, SCOPES));
    for (String method : METHODS) {
      for (String host : HOSTS) {
        for (String path : PATHS) {
          if (Reach.permits(narrow, method, host, path)) {
            assertThat(Reach.permits(wide, method, host, path)).isTrue();
          }
        }
      }
    }
  }

  @Property(tries = 500)
  void theOrderOfRulesNeverShows(@ForAll("lists") List<Hit> hits, @ForAll Random random) {
    List<Hit> shuffled = new ArrayList<>(hits);
    Collections.shuffle(shuffled, random);
    assertThat(Combination.of(shuffled)).isEqualTo(Combination.of(hits));
  }

  /// Adding up is neither wider nor narrower than asking each restriction in turn.
  @Property(tries = 500)
  void restrictionsAddUpToWhatEachOfThemLeaves(
      @ForAll("restrictions") Restrictions one, @ForAll("restrictions") Restrictions two) {
    Restrictions both = Reach.and(List.of(one, two));
    assertThat(Reach.scopes(both, SCOPES)).isEqualTo(Reach.scopes(two, Reach.scopes(one, SCOPES)));
    for (String method : METHODS) {
      for (String host : HOSTS) {
        for (String path : PATHS) {
          boolean each =
              Reach.permits(one, method, host, path) && Reach.permits(two, method, host, path);
          assertThat(Reach.permits(both, method, host, path))
              .as("%s %s%s", method, host, path)
              .isEqualTo(each);
        }
      }
    }
  }

  @Property(tries = 300)
  void whatRemainsIsASubsetInTheTokensOrder(
      @ForAll("restrictions") Restrictions restrictions, @ForAll("tokens") List<String> scopes) {
    List<String> remaining = Reach.scopes(restrictions, scopes);
    List<String> expected = new ArrayList<>(scopes);
    expected.retainAll(remaining);
    assertThat(remaining).isEqualTo(expected);
  }

  @Provide
  Arbitrary<List<String>> tokens() {
    return Arbitraries.of(SCOPES).list().ofMaxSize(5);
  }
}
