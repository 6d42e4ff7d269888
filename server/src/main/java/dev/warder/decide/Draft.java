package dev.warder.decide;

import dev.warder.model.Action;
import dev.warder.model.Assessment;
import dev.warder.model.Attempt;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import dev.warder.model.Refusal;
import dev.warder.model.Route;
import dev.warder.model.Token;
import dev.warder.model.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decision in the making: what has been found out so far. Until somebody says otherwise, it
/// denies.
final class Draft {
  final String id;
  final Instant time;
  final Attempt attempt;

  /// Since when the deadline runs.
  long since;

  @Nullable Token token;
  @Nullable Identity identity;
  @Nullable Refusal refusal;
  @Nullable Route route;
  @Nullable Action action;
  @Nullable Context context;
  @Nullable Assessment assessment;
  @Nullable Judgement judgement;
  private Ruling ruling = Ruling.denial(Denial.FAILURE);

  /// @param started `System.nanoTime()` when the call came in
  Draft(String id, Instant time, Attempt attempt, long started) {
    this.id = id;
    this.time = time;
    this.attempt = attempt;
    this.since = started;
  }

  void rule(Ruling ruling) {
    this.ruling = ruling;
  }

  void deny(Denial why) {
    ruling = Ruling.denial(why);
  }

  Decision decided(long latencyMicros) {
    return decided(ruling.verdict(), ruling.reasons(), latencyMicros);
  }

  private Decision decided(Verdict verdict, List<String> reasons, long latencyMicros) {
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
        ruling.scopes(),
        reasons,
        latencyMicros);
  }
}
