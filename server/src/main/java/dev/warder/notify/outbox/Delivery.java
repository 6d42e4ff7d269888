package dev.warder.notify.outbox;

import java.time.Instant;

/// A notice on its way to one target.
///
/// @param target its name
/// @param address where in it; empty for the target's own
/// @param attempts how often it failed
/// @param next when it is tried again
public record Delivery(Notice notice, String target, String address, int attempts, Instant next) {
  Delivery later(Instant at) {
    return new Delivery(notice, target, address, attempts + 1, at);
  }
}
