package dev.warder.decide;

import dev.warder.model.Assurance;
import dev.warder.model.Effect;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import dev.warder.model.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Judges a call whose holder has proven more than the token.
///
/// All rules see the proof. A rule that asks for proof is content with one that was given for it,
/// whether or not it says `unless`; and one that looks at the proof's age alone is not content with
/// a proof that was given for other rules: it is judged as if there were none.
public final class Proven {
  private Proven() {}

  public static Judgement judge(Function<Situation, Judgement> policies, Situation situation) {
    Judgement judged = policies.apply(situation);
    Assurance proof = situation.identity().assurance();
    if (proof.since() == null || judged.failure() != null) {
      return judged;
    }
    List<Judgement.Hit> counted = unmet(judged.hits(), situation);
    if (proof.isBound()) {
      Judgement bare = policies.apply(bare(situation));
      if (bare.failure() != null) {
        return bare;
      }
      for (Judgement.Hit hit : bare.hits()) {
        if (asks(hit) && !proof.rules().contains(hit.rule()) && !counted.contains(hit)) {
          counted.add(hit);
        }
      }
    }
    return counted.equals(judged.hits())
        ? judged
        : new Judgement(judged.revision(), counted, judged.shadow(), null);
  }

  /// Without those that ask for proof that is there.
  static List<Judgement.Hit> unmet(List<Judgement.Hit> hits, Situation situation) {
    List<Judgement.Hit> rest = new ArrayList<>(hits);
    rest.removeIf(
        hit -> hit.effect() instanceof Effect.StepUp asked && isMet(hit.rule(), asked, situation));
    return rest;
  }

  private static boolean isMet(String rule, Effect.StepUp asked, Situation situation) {
    Assurance proof = situation.identity().assurance();
    Instant since = proof.since();
    if (since == null || !Assurance.reaches(proof.level(), asked.acr())) {
      return false;
    }
    return proof.isBound()
        ? proof.rules().contains(rule)
        : Duration.between(since, situation.attempt().time()).compareTo(asked.maxAge()) <= 0;
  }

  static boolean asks(Judgement.Hit hit) {
    return hit.effect() instanceof Effect.StepUp;
  }

  private static Situation bare(Situation situation) {
    Identity bare = new Identity(situation.identity().token(), Assurance.TOKEN_ONLY);
    return as(situation, bare);
  }

  /// The same call by a holder who has proven more, or less.
  static Situation as(Situation situation, Identity holder) {
    return new Situation(
        situation.attempt(),
        holder,
        situation.route(),
        situation.context(),
        situation.assessment());
  }
}
