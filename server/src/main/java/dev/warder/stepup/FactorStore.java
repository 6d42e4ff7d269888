package dev.warder.stepup;

import java.util.List;

/// What people can prove themselves with. All methods block for the disk, are durable when they
/// return, and throw `Fault.Unavailable` where the store cannot be read or written.
public interface FactorStore {
  /// Oldest first.
  List<Factor> of(String principal);

  /// Adds them all, in place of all that the principal has of the kinds in `replaced`.
  void add(String principal, List<Factor> added, List<Factor.Kind> replaced);

  /// Raises the counter of a factor, where it is still what it was. Of several that try at once,
  /// also in several processes, one succeeds: that is what makes a code good for one use.
  boolean advance(Factor before, long counter);

  /// @return whether it was there
  boolean remove(String principal, String id);
}
