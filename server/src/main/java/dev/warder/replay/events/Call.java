package dev.warder.replay.events;

import dev.warder.model.Address;
import dev.warder.model.PrincipalKind;
import org.jspecify.annotations.Nullable;

/// One call of a stream, and whether it is the owner's.
///
/// @param time milliseconds since 1970
/// @param source absent where it could not be read
/// @param path with its query, as asked for
/// @param status that was answered; 0 where unknown
/// @param label the attacker's name; empty for the owner's own calls
/// @param session names one attack; empty where it is not told
public record Call(
    long time,
    String principal,
    PrincipalKind kind,
    String token,
    @Nullable Address source,
    String userAgent,
    String method,
    String host,
    String path,
    int status,
    String label,
    String session) {
  public boolean isLegitimate() {
    return label.isEmpty();
  }
}
