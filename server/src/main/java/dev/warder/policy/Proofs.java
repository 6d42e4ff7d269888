package dev.warder.policy;

import dev.warder.model.Assurance;
import dev.warder.model.Effect;
import java.time.Duration;
import java.util.Comparator;

/// The order of proofs by strength.
final class Proofs {
  private static final Comparator<String> BY_STRENGTH =
      Comparator.comparingInt(Assurance::strength).thenComparing(Comparator.naturalOrder());

  private Proofs() {}

  static Effect.StepUp stricter(Effect.StepUp one, Effect.StepUp two) {
    String acr = BY_STRENGTH.compare(one.acr(), two.acr()) >= 0 ? one.acr() : two.acr();
    Duration age = one.maxAge().compareTo(two.maxAge()) <= 0 ? one.maxAge() : two.maxAge();
    return new Effect.StepUp(acr, age);
  }
}
