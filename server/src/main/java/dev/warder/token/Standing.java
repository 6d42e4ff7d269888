package dev.warder.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a principal may act, and who answers for it.
///
/// @param owner the principal that it belongs to, and ends with; absent for none
/// @param disabledAt absent while it may act
/// @param reason why it may not; empty where nobody said
/// @param deleted whether that is for good
public record Standing(
    String principal,
    @Nullable String owner,
    @Nullable Instant disabledAt,
    String reason,
    boolean deleted) {
  public Standing {
    TokenRules.principal(principal);
    reason = TokenRules.reason(reason);
    if (owner != null) {
      TokenRules.principal(owner);
    }
  }

  static Standing good(String principal) {
    return new Standing(principal, null, null, "", false);
  }

  public boolean mayAct() {
    return disabledAt == null;
  }
}
