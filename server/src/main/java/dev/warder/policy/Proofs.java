package dev.warder.policy;

import dev.warder.model.Effect;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// The order of proofs by strength.
final class Proofs {
  /// Weakest first (`phr` and `phrh` as in OpenID's EAP ACR values: resistant to phishing, and
  /// bound to hardware). Names that are not here count as stronger than all that are, because
  /// whoever wrote them knows why.
  private static final List<String> KNOWN = List.of("token", "pwd", "mfa", "phr", "phrh");

  private static final Comparator<String> BY_STRENGTH =
      Comparator.comparingInt(Proofs::strength).thenComparing(Comparator.naturalOrder());

  private Proofs() {}

  static Effect.StepUp stricter(Effect.StepUp one, Effect.StepUp two) {
    String acr = BY_STRENGTH.compare(one.acr(), two.acr()) >= 0 ? one.acr() : two.acr();
    Duration age = one.maxAge().compareTo(two.maxAge()) <= 0 ? one.maxAge() : two.maxAge();
    return new Effect.StepUp(acr, age);
  }

  private static int strength(String acr) {
    int at = KNOWN.indexOf(acr);
    return at < 0 ? KNOWN.size() : at;
  }
}
