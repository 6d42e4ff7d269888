package dev.warder.notify.signal;

import java.time.Instant;

/// Which events of others were dealt with, so that none counts twice. May block for a disk; what
/// `add` did is durable when it returns.
///
/// Every method throws [dev.warder.model.Fault.Unavailable] where that cannot be.
public interface SeenStore {
  boolean contains(String issuer, String jti);

  void add(String issuer, String jti, Instant now);

  /// Forgets those that were added before: events that old are not believed any more.
  void forgetBefore(Instant time);
}
