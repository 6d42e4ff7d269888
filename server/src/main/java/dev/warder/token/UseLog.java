package dev.warder.token;

import java.util.Map;
import java.util.Set;

/// Where it is kept when tokens were used last.
///
/// Safe for many threads; both methods may block for the disk and throw `Fault.Unavailable`.
public interface UseLog {
  /// Keeps these, all or none; of two uses of one token the later one stands.
  void record(Map<String, LastUse> byTokenId);

  /// What is known of these tokens; absent where a token was never used.
  Map<String, LastUse> read(Set<String> tokenIds);
}
