package dev.warder.token;

import java.util.Optional;

/// Where it is kept which principals may not act, and who owns whom.
///
/// Safe for many threads. `find` reads the heap and neither blocks nor throws; `save` blocks until
/// the change is durable, and it shows from then on. It may throw `Fault.Unavailable`, after which
/// nothing has changed.
public interface StandingStore {
  /// Nothing where a principal has no owner and was never disabled.
  Optional<Standing> find(String principal);

  void save(Standing standing);
}
