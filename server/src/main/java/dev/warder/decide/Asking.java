package dev.warder.decide;

import dev.warder.model.Challenge;
import dev.warder.model.Effect;
import dev.warder.model.Situation;
import java.util.List;

/// Asks for proof. Must not block.
interface Asking {
  /// @param rules that want it
  /// @param kept false where nobody shall be able to meet the challenge: calls of another time
  Challenge ask(Situation situation, Effect.StepUp wanted, List<String> rules, boolean kept);

  /// For what is only judged again: nobody is asked.
  static Asking named(String id) {
    return (situation, wanted, rules, kept) -> new Challenge(id, wanted.acr(), wanted.maxAge());
  }
}
