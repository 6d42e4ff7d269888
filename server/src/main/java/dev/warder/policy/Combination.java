package dev.warder.policy;

import dev.warder.model.Effect;
import dev.warder.model.Judgement.Hit;
import dev.warder.model.RateLimit;
import dev.warder.model.Restrictions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All rules that matched, taken together: the strictest wins and restrictions add up.
///
/// Another hit of a rule can only make it stricter, and the order of hits does not matter.
///
/// @param grants whether any grant speaks for what was asserted
/// @param denies whether any rule denies
/// @param stepUp the strongest proof and the youngest age that any rule asks for
/// @param limits every rate that must be kept, by rule: charge the bucket of each, and answer 429
///   where one is empty; the rates of restrictions are among them
/// @param restrictions what remains; its rate is the lowest of all, told to clients, and kept by
///   charging `limits`
/// @param rules ids of all rules that matched, the strictest first
public record Combination(
    boolean grants,
    boolean denies,
    Effect.@Nullable StepUp stepUp,
    List<Limit> limits,
    Restrictions restrictions,
    List<String> rules) {

  public static final Combination NONE =
      new Combination(false, false, null, List.of(), Restrictions.NONE, List.of());

  private static final Comparator<Hit> STRICTEST_FIRST =
      Comparator.<Hit>comparingInt(h -> rank(h.effect())).thenComparing(Hit::rule);

  /// A rate and the rule that sets it; together with the token they name a bucket.
  public record Limit(String rule, RateLimit rate) {}

  public Combination {
    limits = List.copyOf(limits);
    rules = List.copyOf(rules);
  }

  public static Combination of(List<Hit> hits) {
    if (hits.isEmpty()) {
      return NONE;
    }
    List<Hit> sorted = hits.stream().sorted(STRICTEST_FIRST).toList();
    boolean grants = false;
    boolean denies = false;
    Effect.@Nullable StepUp stepUp = null;
    List<Limit> limits = new ArrayList<>();
    List<Restrictions> restrictions = new ArrayList<>();
    for (Hit hit : sorted) {
      switch (hit.effect()) {
        case Effect.Grant grant -> grants = true;
        case Effect.Deny deny -> denies = true;
        case Effect.StepUp proof ->
            stepUp = stepUp == null ? proof : Proofs.stricter(stepUp, proof);
        case Effect.Throttle throttle -> limits.add(new Limit(hit.rule(), throttle.limit()));
        case Effect.Restrict restrict -> {
          restrictions.add(restrict.remaining());
          RateLimit rate = restrict.remaining().rate();
          if (rate != null) {
            limits.add(new Limit(hit.rule(), rate));
          }
        }
      }
    }
    List<String> rules = sorted.stream().map(Hit::rule).toList();
    return new Combination(grants, denies, stepUp, limits, Reach.and(restrictions), rules);
  }

  public boolean restricts() {
    return !restrictions.equals(Restrictions.NONE);
  }

  private static int rank(Effect effect) {
    return switch (effect) {
      case Effect.Deny deny -> 0;
      case Effect.StepUp stepUp -> 1;
      case Effect.Throttle throttle -> 2;
      case Effect.Restrict restrict -> 3;
      case Effect.Grant grant -> 4;
    };
  }
}
