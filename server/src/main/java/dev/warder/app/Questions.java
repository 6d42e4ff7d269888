package dev.warder.app;

import dev.warder.model.Address;
import dev.warder.model.ChallengeOpened;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Secret;
import dev.warder.stepup.Challenges;
import dev.warder.stepup.ProofRequest;
import dev.warder.stepup.StepUp;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tells whoever wants to know of each challenge that is opened, once the service can say where it
/// is answered. May block.
final class Questions implements Challenges.Opened {
  private final Consumer<ChallengeOpened> listener;
  private volatile @Nullable Where where;

  /// How a challenge is told.
  ///
  /// @param link to the page of a challenge, by its id
  /// @param because the sentences of a decision
  record Where(
      StepUp stepUp, Function<String, String> link, Function<Decision, List<String>> because) {}

  Questions(Consumer<ChallengeOpened> listener) {
    this.listener = listener;
  }

  void answeredAt(Where known) {
    where = known;
  }

  @Override
  public void opened(ProofRequest request, Decision decision) {
    Where known = where;
    if (known != null) {
      listener.accept(told(request, decision, known));
    }
  }

  private static ChallengeOpened told(ProofRequest request, Decision decision, Where known) {
    String key = known.stepUp.ownersKey(request.id()).reveal();
    @Nullable Address source = decision.attempt().source();
    @Nullable Context context = decision.context();
    return new ChallengeOpened(
        request.id(),
        request.decisionId(),
        request.openedAt(),
        request.expiresAt(),
        request.principal(),
        request.tokenId(),
        known.stepUp.owners().answering(request).orElse(null),
        known.stepUp.owners().mail(request),
        request.rules(),
        request.acr(),
        request.scene().method(),
        request.scene().host(),
        request.scene().path(),
        source,
        request.scene().where(),
        context == null ? "" : context.client().product(),
        request.score(),
        known.because.apply(decision),
        new Secret(known.link.apply(request.id()) + "#" + key));
  }
}
