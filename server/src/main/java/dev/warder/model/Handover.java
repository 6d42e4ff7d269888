package dev.warder.model;

import java.time.Instant;

/// A record as it is handed on.
///
/// @param grave what somebody should look at: a refusal, a failure, a finding
/// @param traceparent where it belongs among the spans of a trace; empty for nowhere
/// @param text one line of JSON, without its newline
public record Handover(
    long seq,
    String id,
    Instant time,
    String kind,
    boolean grave,
    String traceparent,
    String text) {
  /// Of what belongs to no trace.
  public Handover(long seq, String id, Instant time, String kind, boolean grave, String text) {
    this(seq, id, time, kind, grave, "", text);
  }
}
