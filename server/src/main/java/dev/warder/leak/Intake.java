package dev.warder.leak;

import org.jspecify.annotations.Nullable;

/// Who may report leaked tokens, and what becomes of these.
///
/// @param github absent where GitHub's reports are not taken
/// @param webhook absent where those of other finders are not taken
public record Intake(@Nullable Proof github, @Nullable Proof webhook, Action action) {
  public static final Intake NONE = new Intake(null, null, Action.REVOKE);

  /// What is done with a token that leaked.
  public enum Action {
    /// It ends, with the next call.
    REVOKE,
    /// It is given the tag `leaked`: what it may still do, and for what proof, is for policy to
    /// say.
    MARK
  }
}
