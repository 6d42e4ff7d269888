package dev.warder.audit;

import dev.warder.model.Challenge;
import dev.warder.model.Charge;
import dev.warder.model.Denial;
import dev.warder.model.Effect;
import dev.warder.model.Judgement;
import dev.warder.model.RateLimit;
import dev.warder.model.Restrictions;
import dev.warder.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads back what policies said and what came of it.
final class Rulebook {
  private Rulebook() {}

  static @Nullable Judgement judgement(@Nullable Json policy) {
    if (policy == null) {
      return null;
    }
    Json failure = policy.at("failure");
    return new Judgement(
        policy.text("revision"),
        hits(policy, "rules", "effects"),
        hits(policy, "shadow", "shadowEffects"),
        failure == null
            ? null
            : new Judgement.Failure(failure.text("rule"), failure.text("message")),
        policy.list("charges").stream().map(Rulebook::charge).toList());
  }

  private static Charge charge(Json charge) {
    return new Charge(charge.text("rule"), charge.optionalInstant("due"));
  }

  private static List<Judgement.Hit> hits(Json policy, String names, String effects) {
    List<String> rules = policy.texts(names);
    List<Json> wanted = policy.list(effects);
    List<Judgement.Hit> hits = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      hits.add(new Judgement.Hit(rules.get(i), effect(wanted.get(i))));
    }
    return hits;
  }

  private static Effect effect(Json effect) {
    if (effect.flag("grant")) {
      return new Effect.Grant();
    }
    Json proof = effect.at("stepUp");
    if (proof != null) {
      return new Effect.StepUp(proof.text("acr"), proof.duration("maxAge"));
    }
    RateLimit limit = limit(effect.at("throttle"));
    if (limit != null) {
      return new Effect.Throttle(limit);
    }
    Json remaining = effect.at("restrict");
    return remaining == null ? new Effect.Deny() : new Effect.Restrict(restrictions(remaining));
  }

  static @Nullable RateLimit limit(@Nullable Json limit) {
    return limit == null ? null : new RateLimit(limit.whole("requests"), limit.duration("per"));
  }

  private static Restrictions restrictions(Json remaining) {
    return new Restrictions(
        remaining.optionalTexts("scopes"),
        remaining.optionalTexts("methods"),
        remaining.optionalTexts("routes"),
        limit(remaining.at("rate")));
  }

  static Verdict verdict(String name, Json obligations) {
    return switch (name) {
      case "allow" -> new Verdict.Allow();
      case "restrict" -> new Verdict.Restrict(restrictions(obligations.needed("restrictions")));
      case "throttle" -> new Verdict.Throttle(obligations.duration("retryAfter"));
      case "step_up" -> {
        Json challenge = obligations.needed("challenge");
        yield new Verdict.StepUp(
            new Challenge(
                challenge.text("id"), challenge.text("acr"), challenge.duration("maxAge")));
      }
      case "deny" -> new Verdict.Deny(Json.constant(Denial.class, obligations.text("denial")));
      default -> throw new IllegalArgumentException("unknown verdict");
    };
  }
}
