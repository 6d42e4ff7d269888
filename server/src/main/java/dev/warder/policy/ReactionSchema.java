package dev.warder.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The part of the policies' JSON Schema that says what rules about incidents may want done, and
/// how they are tested.
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

  /// The incident of a test case.
  static Map<String, Object> given() {
    Map<String, Object> incident = new LinkedHashMap<>();
    incident.put("severity", PolicySchema.oneOf(Set.copyOf(IncidentReader.SEVERITIES)));
    incident.put("about", PolicySchema.oneOf(IncidentReader.ABOUT));
    incident.put("principal", PolicySchema.text());
    incident.put("network", PolicySchema.text());
    incident.put("detectors", PolicySchema.list(PolicySchema.text(), IncidentReader.MOST_TEXTS));
    incident.put("tokens", PolicySchema.list(PolicySchema.text(), IncidentReader.MOST_TEXTS));
    incident.put("detections", Map.of("type", "integer", "minimum", 1, "maximum", 1_000_000));
    return PolicySchema.mapping(
        Set.of(PolicyReader.INCIDENT),
        Map.of(PolicyReader.INCIDENT, PolicySchema.mapping(IncidentReader.KEYS, incident)),
        PolicyReader.INCIDENT);
  }

  /// What must come of it.
  static Map<String, Object> expected() {
    Map<String, Object> expect =
        new LinkedHashMap<>(
            PolicySchema.mapping(
                TestReader.REACTION_KEYS,
                Map.of(
                    "reactions",
                    PolicySchema.list(
                        PolicySchema.oneOf(ReactionReader.REACTIONS), TestReader.MOST_TESTS),
                    "rules",
                    PolicySchema.list(PolicySchema.text(), TestReader.MOST_TESTS))));
    expect.put("minProperties", 1);
    return expect;
  }
}
