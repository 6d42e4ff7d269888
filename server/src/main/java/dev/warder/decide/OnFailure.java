package dev.warder.decide;

import dev.warder.model.Effect;
import dev.warder.model.Judgement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a route with failure mode `stepUp` asks for where place, client or risk could not be had;
/// recorded like a rule that matched, so that a record says that it counted.
final class OnFailure {
  static final String RULE = "on-failure";

  private static final Judgement.Hit PROOF =
      new Judgement.Hit(RULE, new Effect.StepUp("mfa", Duration.ofMinutes(15)));

  private OnFailure() {}

  static List<Judgement.Hit> with(List<Judgement.Hit> hits) {
    List<Judgement.Hit> all = new ArrayList<>(hits);
    all.add(PROOF);
    return all;
  }

  /// Whether it counted in what was recorded.
  static boolean in(Judgement recorded) {
    return recorded.hits().contains(PROOF);
  }
}
