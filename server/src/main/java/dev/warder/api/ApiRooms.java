package dev.warder.api;

import dev.warder.audit.IndexFeeder;
import dev.warder.audit.Journal;
import dev.warder.audit.JournalReader;
import dev.warder.audit.Search;
import dev.warder.context.Intel;
import dev.warder.decide.Callers;
import dev.warder.decide.Decider;
import dev.warder.model.RecordFeed;
import dev.warder.monitor.Incidents;
import dev.warder.monitor.Monitor;
import dev.warder.notify.forward.Forwarding;
import dev.warder.notify.outbox.Outbox;
import dev.warder.notify.signal.HeldBackActions;
import dev.warder.notify.signal.Transmitter;
import dev.warder.policy.PolicyEngine;
import dev.warder.risk.RiskEngine;
import dev.warder.stepup.StepUp;
import dev.warder.token.Cursors;
import dev.warder.token.LastUses;
import dev.warder.token.Principals;
import dev.warder.token.Tokens;
import org.jspecify.annotations.Nullable;

/// What is managed.
///
/// @param transmitter of security events; absent where there is none
/// @param reader of the same journal; whoever made it closes it
public record ApiRooms(
    Callers callers,
    Tokens tokens,
    Principals principals,
    LastUses lastUses,
    Cursors cursors,
    PolicyEngine policy,
    Journal journal,
    JournalReader reader,
    Search search,
    IndexFeeder feeder,
    Forwarding forwarding,
    RecordFeed feed,
    Outbox outbox,
    @Nullable Transmitter transmitter,
    HeldBackActions heldBack,
    Intel intel,
    RiskEngine risk,
    StepUp stepUp,
    Erasure erasure,
    Decider decider,
    Incidents incidents,
    Monitor monitor) {}
