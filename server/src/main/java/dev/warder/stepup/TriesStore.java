package dev.warder.stepup;

/// Counts of wrong answers that outlive the process. Blocks for the disk; throws
/// `Fault.Unavailable` where the store cannot be read or written.
public interface TriesStore {
  /// Nothing wrong where nothing is known.
  Tries of(String identity);

  void save(Tries tries);
}
