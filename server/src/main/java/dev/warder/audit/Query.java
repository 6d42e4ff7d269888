package dev.warder.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What to look for; an absent part matches everything.
///
/// @param kind exactly, or all kinds that begin with it where it ends in a dot
/// @param principal of a decision's token, or an event's actor
/// @param tokenId of a decision, or an event's subject
/// @param verdict as on the wire
/// @param since inclusive
/// @param until exclusive
public record Query(
    @Nullable String kind,
    @Nullable String principal,
    @Nullable String tokenId,
    @Nullable String verdict,
    @Nullable Instant since,
    @Nullable Instant until) {
  public static final Query ALL = new Query(null, null, null, null, null, null);

  /// Whether a record with this label may match. Times in the index are never earlier than the
  /// record's own.
  boolean mayMatch(Label label) {
    boolean decision = label.verdict() != 0;
    return (kind == null || decision == kind.equals(Label.DECISION))
        && (principal == null || principal.hashCode() == label.who())
        && (tokenId == null || tokenId.hashCode() == label.what())
        && (verdict == null || (!verdict.isEmpty() && verdict.charAt(0) == label.verdict()))
        && (since == null || label.time() >= since.toEpochMilli());
  }

  boolean matches(Entry entry) {
    Json record = new Json(entry.node());
    Json identity = record.at("identity");
    Instant time = entry.time();
    return (kind == null || isOfKind(entry.kind(), kind))
        && (principal == null || principal.equals(who(record, identity)))
        && (tokenId == null || tokenId.equals(what(record, identity)))
        && (verdict == null || verdict.equals(record.optional("verdict")))
        && (since == null || !time.isBefore(since))
        && (until == null || time.isBefore(until));
  }

  private static boolean isOfKind(String kind, String wanted) {
    return wanted.endsWith(".") ? kind.startsWith(wanted) : kind.equals(wanted);
  }

  private static @Nullable String who(Json record, @Nullable Json identity) {
    return identity == null ? record.optional("actor") : identity.text("principal");
  }

  private static @Nullable String what(Json record, @Nullable Json identity) {
    return identity == null ? record.optional("subject") : identity.needed("token").text("id");
  }
}
