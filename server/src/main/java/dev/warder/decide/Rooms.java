package dev.warder.decide;

import dev.warder.audit.Journal;
import dev.warder.context.Senses;
import dev.warder.policy.PolicyEngine;
import dev.warder.risk.RiskEngine;
import dev.warder.stepup.Challenges;
import dev.warder.token.LastUses;
import dev.warder.token.Verifier;

/// The rooms that a call is taken through, in that order.
public record Rooms(
    Verifier verifier,
    LastUses lastUses,
    Senses senses,
    RiskEngine risk,
    PolicyEngine policy,
    Journal journal,
    Challenges challenges) {}
