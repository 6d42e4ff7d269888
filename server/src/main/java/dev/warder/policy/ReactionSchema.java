package dev.warder.policy;

import java.util.LinkedHashMap;
import java.util.Map;

/// The part of the policies' JSON Schema that says what rules about incidents may want done.
final class ReactionSchema {
  private ReactionSchema() {}

  static Map<String, Object> json() {
    Map<String, Object> who = PolicySchema.oneOf(ReactionReader.WHO);
    Map<String, Object> hold = Map.of("for", PolicySchema.DURATION, "who", who);
    Map<String, Object> raise = new LinkedHashMap<>(hold);
    raise.put(
        "points",
        Map.of("type", "number", "exclusiveMinimum", 0, "maximum", ReactionReader.MOST_POINTS));
    Map<String, Object> restrict = new LinkedHashMap<>(PolicySchema.remaining());
    restrict.putAll(hold);
    Map<String, Object> proof = new LinkedHashMap<>(PolicySchema.proof());
    proof.putAll(hold);
    Map<String, Object> reactions = new LinkedHashMap<>();
    reactions.put(
        "notify",
        PolicySchema.mapping(
            ReactionReader.NOTIFY_KEYS,
            Map.of("targets", PolicySchema.list(PolicySchema.text(), 0))));
    reactions.put(
        "raiseRisk", PolicySchema.mapping(ReactionReader.RISK_KEYS, raise, "points", "for"));
    reactions.put(
        "restrict",
        PolicySchema.mapping(ReactionReader.all(EffectReader.RESTRICT_KEYS), restrict, "for"));
    reactions.put(
        "stepUp",
        PolicySchema.mapping(
            ReactionReader.all(EffectReader.PROOF_KEYS), proof, "acr", "maxAge", "for"));
    reactions.put("quarantine", PolicySchema.mapping(ReactionReader.HOLD_KEYS, hold, "for"));
    reactions.put("revoke", PolicySchema.mapping(ReactionReader.WHO_KEYS, Map.of("who", who)));
    Map<String, Object> one =
        new LinkedHashMap<>(PolicySchema.mapping(ReactionReader.REACTIONS, reactions));
    one.put("minProperties", 1);
    one.put("maxProperties", 1);
    return one;
  }
}
