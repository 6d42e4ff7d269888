package dev.warder.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call, what was found out about it, and the answer. What could not be found out is absent.
///
/// @param id `dec_` and a sortable identifier
/// @param time when it was decided, by our own clock
/// @param token the recognised token, also of a refused credential
/// @param refusal why the credential was refused
/// @param scopes what the upstream may see: the token's, less what a restriction took
/// @param reasons rule ids, or the denial's own name, the most telling first
/// @param latencyMicros from parsing to the verdict, the record not included
public record Decision(
    String id,
    Instant time,
    Attempt attempt,
    @Nullable Token token,
    @Nullable Identity identity,
    @Nullable Refusal refusal,
    @Nullable Route route,
    @Nullable Action action,
    @Nullable Context context,
    @Nullable Assessment assessment,
    @Nullable Judgement judgement,
    Verdict verdict,
    List<String> scopes,
    List<String> reasons,
    long latencyMicros) {
  public Decision {
    scopes = List.copyOf(scopes);
    reasons = List.copyOf(reasons);
  }

  /// The same under the id of another: of one that was recorded for both.
  public Decision under(String other) {
    return new Decision(
        other,
        time,
        attempt,
        token,
        identity,
        refusal,
        route,
        action,
        context,
        assessment,
        judgement,
        verdict,
        scopes,
        reasons,
        latencyMicros);
  }

  /// The same findings with another answer.
  public Decision instead(Verdict verdict, List<String> reasons) {
    return new Decision(
        id,
        time,
        attempt,
        token,
        identity,
        refusal,
        route,
        action,
        context,
        assessment,
        judgement,
        verdict,
        List.of(),
        reasons,
        latencyMicros);
  }
}
