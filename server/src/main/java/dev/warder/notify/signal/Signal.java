package dev.warder.notify.signal;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// Something that happened, as receivers are told of it.
///
/// @param subject whom it is about, as a subject identifier (RFC 9493)
/// @param user the part of it that a receiver may have removed, as JSON with sorted keys
/// @param txn what made it, the same for all events of one cause
record Signal(
    EventType type,
    Instant time,
    ObjectNode subject,
    String user,
    String txn,
    ObjectNode payload) {}
