package dev.warder.notify.signal;

import java.time.Duration;
import java.time.Instant;

/// What an event of a provider asked for and was not done, because too much had been done within
/// the hour. It waits for somebody's word.
///
/// @param id `act_` and a sortable identifier
/// @param issuer of the event
/// @param jti the event's own name
/// @param target a principal, or a token's id
/// @param revokes whether tokens are to be revoked; otherwise the target is to be quarantined
/// @param lasts how long a quarantine is to last, from when it is carried out
/// @param at since when it waits
public record HeldBack(
    String id,
    String issuer,
    String jti,
    String target,
    boolean revokes,
    Duration lasts,
    Instant at) {
  /// What stands where reactions of policies name their rule.
  public static final String RULE = "signal";

  /// As reactions of policies are called.
  public String reaction() {
    return revokes ? "revoke" : "quarantine";
  }

  public boolean isOfToken() {
    return target.startsWith("tok_");
  }
}
