package dev.warder.decide;

import dev.warder.model.Judgement;
import dev.warder.model.Situation;
import dev.warder.policy.Combination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Gives recorded calls a verdict again, from what other policies say of them, with buckets of its
/// own. Where a call charges buckets, calls must come in their order; all others may come from
/// several threads.
public final class Retrial {
  private static final Duration REPLAYED = Duration.ofMinutes(1);

  private final Rulings rulings = new Rulings(new Buckets(), Asking.named("chl_replayed"));

  /// Whether the call is said to have been made at another time than when it was decided.
  public static boolean isReplayed(Instant made, Instant decided) {
    return Duration.between(made, decided).abs().compareTo(REPLAYED) > 0;
  }

  /// What counts of a judgement again, where the recorded one says whether risk could not be had.
  public static List<Judgement.Hit> hits(Judgement again, boolean riskFailed) {
    return hits(again, riskFailed, List.of());
  }

  /// @param held what held beside the policies when it was decided
  static List<Judgement.Hit> hits(Judgement again, boolean riskFailed, List<Judgement.Hit> held) {
    if (held.isEmpty()) {
      return riskFailed ? OnFailure.with(again.hits()) : again.hits();
    }
    List<Judgement.Hit> all = new ArrayList<>(again.hits());
    all.addAll(held);
    return riskFailed ? OnFailure.with(all) : all;
  }

  /// Whether the call charges buckets.
  public static boolean charges(Situation situation, Judgement judgement) {
    return judgement.failure() == null
        && (situation.identity().token().rateLimit() != null
            || (!judgement.hits().isEmpty()
                && Rulings.charges(situation, Combination.of(judgement.hits()))));
  }

  public Ruling rule(
      Situation situation, Judgement judgement, List<Judgement.Hit> hits, boolean replayed) {
    return rulings.of(situation, judgement, hits, replayed);
  }
}
