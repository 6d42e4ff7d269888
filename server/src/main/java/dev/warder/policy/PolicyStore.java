package dev.warder.policy;

import java.util.List;
import java.util.Optional;

/// Keeps the sets of policies that were in force: the newest {@link #KEPT}.
///
/// Calls block and may come from any thread. An append is atomic, and durable when it returns. A
/// store that cannot be read or written throws {@link dev.warder.model.Fault.Unavailable}; nothing
/// of a failed append remains.
public interface PolicyStore {
  /// How many sets are kept; what is older goes with an append.
  int KEPT = 100;

  /// Keeps a set as the newest one. Applying an older set again makes it newest again, under a new
  /// number.
  AppliedPolicies append(AppliedPolicies applied);

  Optional<AppliedPolicies> newest();

  /// The newest application of a revision.
  Optional<AppliedPolicies> find(String revision);

  /// At most `limit` applications before the number `before`, newest first.
  List<AppliedPolicies> list(long before, int limit);
}
