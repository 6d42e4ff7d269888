package dev.warder.policy;

import dev.warder.model.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that counts on every call of a token, or of a principal, for a time.
///
/// @param id `hld_` and a sortable identifier
/// @param whom whether `target` is a token's id or a principal's
/// @param rule that asked for it
/// @param cause the incident, or whatever else it is because of
/// @param effect what it imposes; absent where it only raises the risk
/// @param points of log-odds that it adds; 0 where it imposes something
public record Hold(
    String id,
    Reaction.Whom whom,
    String target,
    String rule,
    String cause,
    @Nullable Effect effect,
    double points,
    Instant from,
    Instant until) {

  public boolean isOverAt(Instant now) {
    return !now.isBefore(until);
  }

  /// As policies write it.
  public String wire() {
    return Optional.ofNullable(effect)
        .map(e -> new Reaction.Impose(e, Duration.ZERO, whom).wire())
        .orElse("raiseRisk");
  }
}
