package dev.warder.model;

import java.time.Instant;

/// A record as it is handed on.
///
/// @param grave what somebody should look at: a refusal, a failure, a finding
/// @param text one line of JSON, without its newline
public record Handover(
    long seq, String id, Instant time, String kind, boolean grave, String text) {}
