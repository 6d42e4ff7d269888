package dev.warder.policy;

import dev.warder.model.RateLimit;
import dev.warder.model.Restrictions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is left of a token's reach under restrictions, and how restrictions add up.
public final class Reach {
  /// Patterns that an intersection may have; past it nothing remains, which is always safe.
  private static final int MOST_PATTERNS = 500;

  private Reach() {}

  /// Which of a token's scopes remain, in their order.
  public static List<String> scopes(Restrictions restrictions, List<String> scopes) {
    List<String> patterns = restrictions.scopes();
    if (patterns == null) {
      return scopes;
    }
    List<ScopePattern> parsed = parse(patterns, ScopePattern::parse);
    return scopes.stream().filter(s -> parsed.stream().anyMatch(p -> p.matches(s))).toList();
  }

  /// Whether a call may still be made. Scopes and rate are asked for elsewhere.
  ///
  /// @param path canonical, without the query
  public static boolean permits(
      Restrictions restrictions, String method, String host, String path) {
    List<String> methods = restrictions.methods();
    List<String> routes = restrictions.routes();
    return (methods == null || methods.contains(method))
        && (routes == null
            || parse(routes, RoutePattern::parse).stream()
                .anyMatch(r -> r.matches(method, host, path)));
  }

  /// All restrictions at once: what each of them leaves.
  static Restrictions and(List<Restrictions> all) {
    return all.size() == 1
        ? all.getFirst()
        : new Restrictions(
            patterns(all, Restrictions::scopes, ScopePattern::parse, ScopePattern::and),
            methods(all),
            patterns(all, Restrictions::routes, RoutePattern::parse, RoutePattern::and),
            all.stream().map(Restrictions::rate).reduce(null, Reach::slower));
  }

  private static @Nullable List<String> methods(List<Restrictions> all) {
    TreeSet<String> common = null;
    for (Restrictions each : all) {
      List<String> methods = each.methods();
      if (methods != null && common == null) {
        common = new TreeSet<>(methods);
      } else if (methods != null && common != null) {
        common.retainAll(methods);
      }
    }
    return common == null ? null : List.copyOf(common);
  }

  private static <P> @Nullable List<String> patterns(
      List<Restrictions> all,
      Function<Restrictions, @Nullable List<String>> part,
      Function<String, Optional<P>> parser,
      Combining<P> and) {
    List<List<String>> narrowing = new ArrayList<>();
    for (Restrictions each : all) {
      List<String> patterns = part.apply(each);
      if (patterns != null) {
        narrowing.add(patterns.stream().sorted().distinct().toList());
      }
    }
    if (narrowing.isEmpty()) {
      return null;
    }
    // Whether the limit is reached must not depend on the order of the rules.
    narrowing.sort(
        Comparator.<List<String>>comparingInt(List::size).thenComparing(String::valueOf));
    List<String> common = narrowing.getFirst();
    for (List<String> next : narrowing.subList(1, narrowing.size())) {
      common = intersect(parse(common, parser), parse(next, parser), and);
    }
    return common;
  }

  private static <P> List<String> intersect(List<P> one, List<P> two, Combining<P> and) {
    TreeSet<String> common = new TreeSet<>();
    for (P left : one) {
      for (P right : two) {
        and.of(left, right).map(Object::toString).ifPresent(common::add);
      }
    }
    return common.size() > MOST_PATTERNS ? List.of() : List.copyOf(common);
  }

  /// What is no pattern (it was refused when the policy was read) leaves nothing.
  private static <P> List<P> parse(
      Collection<String> patterns, Function<String, Optional<P>> parser) {
    return patterns.stream().flatMap(p -> parser.apply(p).stream()).toList();
  }

  private static @Nullable RateLimit slower(@Nullable RateLimit one, @Nullable RateLimit two) {
    if (one == null || two == null) {
      return one == null ? two : one;
    }
    Comparator<RateLimit> bySpeed =
        Comparator.<RateLimit>comparingDouble(r -> r.requests() / (double) r.per().toMillis())
            .thenComparing(RateLimit::per)
            .thenComparingInt(RateLimit::requests);
    return bySpeed.compare(one, two) <= 0 ? one : two;
  }

  private interface Combining<P> {
    Optional<P> of(P one, P two);
  }
}
