package dev.warder.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What two patterns have in common is exactly what both match.
class PatternsTest {
  @ParameterizedTest
  @CsvSource({
    "*, orders:read, true",
    "*:read, orders:read, true",
    "*:read, orders:items:read, false",
    "orders:*, orders:items:read, true",
    "orders:*, orders, false",
    "orders:*, ordersx:read, false",
    "*:*:read, orders:items:read, true",
    "orders:read, Orders:read, false",
  })
  void scopesMatchByWholeParts(String pattern, String scope, boolean matches) {
    assertThat(ScopePattern.parse(pattern).orElseThrow().matches(scope)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "* /orders/**, GET, api, /orders/1/2, true",
    "* /orders/**, GET, api, /orders, true",
    "* /orders/**, GET, api, /ordersx, false",
    "GET /orders/{id}, GET, api, /orders/1, true",
    "GET /orders/{id}, GET, api, /orders/, false",
    "GET /orders/{id}, get, api, /orders/1, false",
    "* API.example.com/**, PUT, api.example.com, /x, true",
    "* api.example.com/**, PUT, evil.example.com, /x, false",
  })
  void routesMatch(String pattern, String method, String host, String path, boolean matches) {
    RoutePattern route = RoutePattern.parse(pattern).orElseThrow();
    assertThat(route.matches(method, host, path)).isEqualTo(matches);
  }

  @Provide
  Arbitrary<String> scopePatterns() {
    return Arbitraries.of("*", "a", "b", "")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(PatternsTest::joined);
  }

  @Provide
  Arbitrary<String> scopes() {
    return Arbitraries.of("a", "b", "c", "")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(PatternsTest::joined);
  }

  private static String joined(List<String> parts) {
    return String.join(":", parts);
  }

  @Property(tries = 2_000)
  void commonScopesAreThoseOfBoth(
      @ForAll("scopePatterns") String left,
      @ForAll("scopePatterns") String right,
      @ForAll("scopes") String scope) {
    Optional<ScopePattern> one = ScopePattern.parse(left);
    Optional<ScopePattern> two = ScopePattern.parse(right);
    if (one.isPresent() && two.isPresent()) {
      boolean each = one.get().matches(scope) && two.get().matches(scope);
      Optional<ScopePattern> both = one.get().and(two.get());
      assertThat(both.filter(b -> b.matches(scope)).isPresent()).isEqualTo(each);
      assertThat(both.map(ScopePattern::toString))
          .isEqualTo(two.get().and(one.get()).map(ScopePattern::toString));
      both.ifPresent(b -> assertThat(ScopePattern.parse(b.toString())).contains(b));
    }
  }

  @Provide
  Arbitrary<String> routes() {
    Arbitrary<String> heads = Arbitraries.of("* ", "GET ", "* h", "GET h", "POST g");
    Arbitrary<String> tails = Arbitraries.of("", "/**", "/");
    Arbitrary<List<String>> segments = Arbitraries.of("/a", "/b", "/*", "/{x}").list().ofMaxSize(3);
    return heads.flatMap(h -> segments.flatMap(s -> tails.map(t -> h + String.join("", s) + t)));
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of("a", "b", "c", "")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> "/" + String.join("/", parts));
  }

  @Property(tries = 2_000)
  void commonRoutesAreThoseOfBoth(
      @ForAll("routes") String left, @ForAll("routes") String right, @ForAll("paths") String path) {
    Optional<RoutePattern> one = RoutePattern.parse(left);
    Optional<RoutePattern> two = RoutePattern.parse(right);
    if (one.isEmpty() || two.isEmpty()) {
      return;
    }
    Optional<RoutePattern> both = one.get().and(two.get());
    for (String method : List.of("GET", "POST")) {
      for (String host : List.of("", "h", "g")) {
        boolean each =
            one.get().matches(method, host, path) && two.get().matches(method, host, path);
        assertThat(both.filter(b -> b.matches(method, host, path)).isPresent()).isEqualTo(each);
      }
    }
    both.ifPresent(b -> assertThat(RoutePattern.parse(b.toString())).contains(b));
  }

  @Property(tries = 1_000)
  void noTextBreaksTheParsers(@ForAll String text, @ForAll String other) {
    ScopePattern.parse(text).ifPresent(p -> p.matches(other));
    RoutePattern.parse(text).ifPresent(p -> p.matches("GET", other, "/" + other));
    RoutePattern.parse("GET /" + text).ifPresent(p -> p.matches("GET", "", "/" + text));
  }
}
