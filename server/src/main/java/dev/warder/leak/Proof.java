package dev.warder.leak;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How a kind of sender proves that a report is its own.
public sealed interface Proof permits GithubProof, WebhookProof {
  /// Who reports, in a word, for the record.
  String sender();

  /// May block, for a key.
  ///
  /// @param header finds a header of the request by its name in lower case; absent where it is
  ///   missing or there twice
  /// @param body the very bytes that were sent
  /// @throws dev.warder.model.Fault.Unauthenticated where the proof is not good
  /// @throws dev.warder.model.Fault.Unavailable where that cannot be known now
  void require(Function<String, @Nullable String> header, byte[] body);

  /// That the report was dealt with, and need not be taken again.
  void done(Function<String, @Nullable String> header);
}
